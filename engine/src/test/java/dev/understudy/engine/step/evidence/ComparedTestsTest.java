package dev.understudy.engine.step.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.step.evidence.ComparedTests.End;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.log.TestSummary;
import dev.understudy.odoo.log.TestSummary.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What tests say of a release, and what they say of the code that was there before. */
final class ComparedTestsTest {

    private static final Set<String> MODULES = Set.of("acme_sale", "acme_stock");

    private final Set<String> testedBefore = new TreeSet<>();

    @Test
    void whatFailsWithBothIsKnown() {
        ComparedTests compared = compared(
                ended("acme_sale: TestOrder.test_old", "acme_sale: TestOrder.test_confirm"),
                ended("acme_sale: TestOrder.test_old", "acme_stock: TestOrder.test_confirm"));

        assertThat(compared.known()).extracting(Failure::test).containsExactly("TestOrder.test_old");
        assertThat(compared.fresh()).extracting(Failure::test).containsExactly("TestOrder.test_confirm");
        assertThat(compared.end()).isEqualTo(End.REACHED);
        assertThat(testedBefore).containsExactly("acme_sale");
    }

    @Test
    void nothingIsTestedAgainWhereAllPassed() {
        ComparedTests compared = compared(ended(), ended("acme_sale: TestOrder.test_old"));

        assertThat(compared.fresh()).isEmpty();
        assertThat(compared.known()).isEmpty();
        assertThat(testedBefore).isEmpty();
    }

    /** The time limit, or a test that ends Odoo: it names no test. */
    @Test
    void testsThatDoNotEndAreAskedOfProductionsCodeToo() {
        ComparedTests also = compared(cutOff(), cutOff());
        assertThat(testedBefore).isEqualTo(MODULES);
        ComparedTests alone = compared(cutOff(), ended());

        assertThat(also.end()).isEqualTo(End.NEVER_REACHED);
        assertThat(also.fresh()).isEmpty();
        assertThat(alone.end()).isEqualTo(End.NOT_REACHED);
    }

    @Test
    void whatFailedBeforeTheEndIsStillTold() {
        ComparedTests compared =
                compared(cutOff("acme_sale: TestOrder.test_confirm"), cutOff("acme_stock: TestMove.test_done"));

        assertThat(compared.fresh()).extracting(Failure::test).containsExactly("TestOrder.test_confirm");
        assertThat(compared.end()).isEqualTo(End.NEVER_REACHED);
    }

    private ComparedTests compared(TestSummary now, TestSummary before) {
        return ComparedTests.of(now, MODULES, modules -> {
            testedBefore.addAll(modules);
            return before;
        });
    }

    private static TestSummary ended(String... failures) {
        return summary(true, failures);
    }

    private static TestSummary cutOff(String... failures) {
        return summary(false, failures);
    }

    private static TestSummary summary(boolean complete, String... failures) {
        List<Failure> failed = Arrays.stream(failures)
                .map(named -> named.split(": ", 2))
                .map(named -> new Failure(
                        false,
                        named[0],
                        named[1],
                        LogParser.parse("2026-01-01 00:00:00,000 1 ERROR acme odoo.tests: FAIL: " + named[1])
                                .getFirst()))
                .toList();
        return new TestSummary(failed.size(), 0, 5, complete, failed);
    }
}
