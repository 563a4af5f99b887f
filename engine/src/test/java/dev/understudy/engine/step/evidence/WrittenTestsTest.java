package dev.understudy.engine.step.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.log.TestSummary.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the tests that fail are there in other code. */
final class WrittenTestsTest {

    @TempDir
    Path module;

    private WrittenTests written;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(module.resolve("tests/flows"));
        Files.writeString(module.resolve("tests/flows/test_order.py"), """
                class TestOrder(TransactionCase):
                    def test_confirm(self):
                        pass

                class TestOrderLine(TestOrder):
                    def test_price(self): pass
                """);
        written = new WrittenTests(Map.of("acme_sale", module));
    }

    @ParameterizedTest
    @CsvSource({
        "TestOrder.test_confirm, true",
        "TestOrderLine.test_confirm, true",
        "TestOrder.test_cancel, false",
        "TestOrd.test_confirm, false",
        "setUpClass (odoo.addons.acme_sale.tests.flows.test_order.TestOrder), true",
        "setUpClass (odoo.addons.acme_sale.tests.flows.test_order.TestDelivery), false"
    })
    void tellsByItsName(String test, boolean there) {
        assertThat(written.have(failure("acme_sale", test))).isEqualTo(there);
    }

    @Test
    void aModuleThatIsNotThereHasNone() {
        assertThat(written.have(failure("acme_new", "TestOrder.test_confirm"))).isFalse();
    }

    private static Failure failure(String module, String test) {
        return new Failure(
                false,
                module,
                test,
                LogParser.parse("2026-11-20 12:00:00,000 1 ERROR acme x: FAIL: " + test + "\n")
                        .getFirst());
    }
}
