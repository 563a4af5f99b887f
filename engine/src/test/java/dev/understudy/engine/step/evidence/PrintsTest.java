package dev.understudy.engine.step.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.step.checks.PrintedPages;
import dev.understudy.model.evidence.RehearsalReport.Print;
import dev.understudy.model.evidence.RehearsalReport.Print.Change;
import dev.understudy.odoo.check.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of printed reports, by what was printed before and after. */
final class PrintsTest {

    @Test
    void tellsWhatDiffersIsBlankOrFails() {
        Prints prints = between(
                List.of(page("same", "A"), page("differs", "A"), page("blank", "A"), page("fails", "A")),
                List.of(page("same", "A"), page("differs", "B"), page("blank", " "), failure("fails", "KeyError: 1")));
        assertThat(prints.changed())
                .containsExactly(
                        new Print("differs", Change.DIFFERS, ""),
                        new Print("blank", Change.BLANK, ""),
                        new Print("fails", Change.FAILS, "KeyError: 1"));
        assertThat(prints.broken()).containsExactly("blank (blank)", "fails (KeyError: 1)");
        assertThat(prints.fault("r2"))
                .hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo("rehearsal.prints-broken"));
    }

    @Test
    void whatProductionsCodeCannotPrintEitherIsHeldAgainstNobody() {
        Prints prints = between(
                List.of(failure("fails", "KeyError: 1"), page("blank", "")),
                List.of(failure("fails", "KeyError: 2"), page("blank", ""), failure("new", "ValueError: x")));
        assertThat(prints.changed()).isEmpty();
        assertThat(prints.fault("r2")).isEmpty();
    }

    @Test
    void whatOnlyDiffersStopsNothing() {
        Prints prints = between(List.of(page("offer", "A")), List.of(page("offer", "B")));
        assertThat(prints.fault("r2")).isEmpty();
    }

    @Test
    void whatWasNotPrintedBeforeIsToldAsNotComparedAndStopsNothing() {
        Prints prints = Prints.uncompared(PrintedPages.among(List.of(page("offer", "A"))));
        assertThat(prints.changed()).containsExactly(new Print("offer", Change.UNCOMPARED, ""));
        assertThat(prints.fault("r2")).isEmpty();
    }

    private static Prints between(List<Check> before, List<Check> after) {
        return Prints.between(PrintedPages.among(before), PrintedPages.among(after));
    }

    private static Check page(String name, String text) {
        return new Check("print:" + name, 0, text, "");
    }

    private static Check failure(String name, String error) {
        return new Check("print:" + name, 0, "", error);
    }
}
