package dev.understudy.odoo.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.log.TestReason.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestReasonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ValueError: External ID not found in the system: base.res_partner_1 | RECORD | base.res_partner_1",
                "ModuleNotFoundError: No module named 'odoo_test_helper' | PYTHON_PACKAGE | odoo_test_helper",
                "odoo.exceptions.UserError: No chart of accounts for company YourCompany | CHART_OF_ACCOUNTS | ''",
                "AssertionError: 3 != 4 | OTHER | AssertionError: 3 != 4",
                "psycopg2.errors.UniqueViolation: duplicate key | OTHER | psycopg2.errors.UniqueViolation: duplicate key"
            })
    void namesWhatATestLacks(String raised, Kind kind, String subject) {
        LogEntry entry = LogParser.parse(
                        "2026-01-02 03:04:05,678 7 ERROR acme odoo.addons.acme.tests.test_x: ERROR: TestX.test_y\n"
                                + "Traceback (most recent call last):\n"
                                + "  File \"/srv/acme/tests/test_x.py\", line 3, in test_y\n"
                                + "    self.env.ref('x')\n"
                                + raised + "\n")
                .getFirst();

        assertThat(TestReason.of(entry)).isEqualTo(new TestReason(kind, subject));
    }
}
