package dev.understudy.odoo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSummaryTest {

    @ParameterizedTest
    @ValueSource(strings = {"test-14", "test-19"})
    void readsRealTests(String name) {
        TestSummary summary = TestSummary.of(RealLog.entries(name));
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.errors()).isEqualTo(1);
        assertThat(summary.tests()).isEqualTo(3);
        assertThat(summary.complete()).isTrue();
        assertThat(summary.passed()).isFalse();
        assertThat(summary.failures())
                .extracting(TestSummary.Failure::module, TestSummary.Failure::test, TestSummary.Failure::broken)
                .containsExactlyInAnyOrder(
                        tuple("probe_fail", "TestProbe.test_wrong", false),
                        tuple("probe_fail", "TestProbe.test_broken", true));
    }

    @Test
    void countsWhatItSawWhenOdooNeverClosed() {
        List<LogEntry> cut = RealLog.entries("test-19").stream()
                .filter(entry -> !entry.message().contains("tests when loading"))
                .toList();
        TestSummary summary = TestSummary.of(cut);
        assertThat(summary.complete()).isFalse();
        assertThat(summary.tests()).isEqualTo(3);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.passed()).isFalse();
    }

    @Test
    void passes() {
        TestSummary summary = TestSummary.of(LogParser.parse("2026-11-20 12:05:23,958 1 INFO acme odoo.tests.result:"
                + " 0 failed, 0 error(s) of 12 tests when loading database 'acme' \n"));
        assertThat(summary.passed()).isTrue();
        assertThat(summary.tests()).isEqualTo(12);
    }

    @Test
    void aClassThatCannotBeSetUpIsOfItsModule() {
        TestSummary summary = TestSummary.of(
                LogParser.parse(
                        "2026-11-29 21:24:37,676 1 ERROR acme odoo.tests.suite: ERROR: "
                                + "setUpClass (odoo.addons.auditlog.tests.test_auditlog.TestFields)\nTraceback (most recent call last):\n"));

        assertThat(summary.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.module()).isEqualTo("auditlog"));
    }
}
