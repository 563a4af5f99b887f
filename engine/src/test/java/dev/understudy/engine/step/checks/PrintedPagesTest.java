package dev.understudy.engine.step.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.check.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages that a shell printed while it tried a release out. */
final class PrintedPagesTest {

    private static final List<Check> DONE = List.of(
            new Check("list", 3, "", "KeyError: name"),
            new Check("print:sale.report_order sale.order,7", 0, "Order S7", ""),
            new Check("print:sale.report_order sale.order,8", 0, "", "ValueError: no tax"),
            new Check("print", 900, "", ""));

    @Test
    void arePagesByReportAndRecord() {
        assertThat(PrintedPages.among(DONE).pages().keySet())
                .containsExactly("sale.report_order sale.order,7", "sale.report_order sale.order,8");
    }

    /** Production's own code may fail with it too: that is found out when both are compared. */
    @Test
    void doNotFailTheTryOut() {
        assertThat(Baseline.failed(new ShellChecks.Result(DONE, "")))
                .extracting(Check::name)
                .containsExactly("list");
    }
}
