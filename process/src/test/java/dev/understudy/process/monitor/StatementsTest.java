package dev.understudy.process.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statements without their values. */
@Timeout(20)
final class StatementsTest {

    @Test
    void theSameWorkOnOtherRowsIsTheSame() {
        assertThat(Statements.withoutValues(
                        "SELECT a1, \"x2\" FROM t WHERE id IN (1, 22,-3) AND n = 'O''Brien' -- who\n LIMIT 80"))
                .isEqualTo("SELECT a1, \"x2\" FROM t WHERE id IN (?) AND n = ? LIMIT ?");
        assertThat(Statements.withoutValues("INSERT INTO t VALUES (1, 'a'), (2, 'b')"))
                .isEqualTo("INSERT INTO t VALUES (?)");
        assertThat(Statements.withoutValues(
                        "UPDATE t1 /* who */ SET a = a -1, b = 1.5e3 WHERE c = $1 AND d = $tag$ x $tag$"))
                .isEqualTo("UPDATE t1 SET a = a ?, b = ?e3 WHERE c = $1 AND d = ?");
        assertThat(Statements.withoutValues("DO $x$ a 'secret' $x$")).isEqualTo("DO ?");
    }

    @Test
    void whatIsQuotedInAnotherWayShowsNothingEither() {
        assertThat(Statements.withoutValues("SELECT E'it\\'s a secret', e'a\\\\', 'a\\', b"))
                .isEqualTo("SELECT E?, e?, b");
        assertThat(Statements.withoutValues("SELECT E'a''b\\' secret' || E'a sec\\"))
                .isEqualTo("SELECT E? || E?");
        assertThat(Statements.withoutValues("SELECT name'x\\' FROM t")).isEqualTo("SELECT name? FROM t");
        assertThat(Statements.withoutValues("SELECT /* a /* b */ secret */ 1 /* /*/ */ */ FROM t"))
                .isEqualTo("SELECT ? FROM t");
        assertThat(Statements.withoutValues("SELECT /* a /* b */ sec")).isEqualTo("SELECT");
    }

    @Test
    void whatWasCutOffShowsNothingEither() {
        assertThat(Statements.withoutValues("UPDATE t SET a = 'a sec")).isEqualTo("UPDATE t SET a = ?");
        assertThat(Statements.withoutValues("SELECT $$ a sec")).isEqualTo("SELECT ?");
        assertThat(Statements.withoutValues("'".repeat(4_001))).hasSizeLessThan(10);
        assertThat(Statements.withoutValues("(1), ".repeat(800))).isEqualTo("(?),");
        assertThat(Statements.withoutValues("IN (" + "1, ".repeat(1_300))).isEqualTo("IN (?,");
        assertThat(Statements.withoutValues("$a".repeat(2_000))).hasSizeLessThan(4_001);
    }
}
