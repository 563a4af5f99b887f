package dev.understudy.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.faults.Strike.Wish;
import dev.understudy.bench.faults.Trial.Outcome;
import dev.understudy.bench.traffic.Kind;
import dev.understudy.bench.traffic.Sums;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsTableTest {

    @Test
    void hasARowForEachVictimAndWhatWasUnderWay() {
        FaultsTable table = new FaultsTable();
        table.fact("seed", "19");
        table.add(trial(1, Victim.EDGE, Act.DEPLOY_CODE, Outcome.DONE, sums(40, 2, 20, List.of()), 0, List.of()));
        table.add(trial(2, Victim.EDGE, Act.DEPLOY_CODE, Outcome.UNDONE, sums(60, 1, 30, List.of()), 0, List.of()));
        table.add(trial(3, Victim.WEB, Act.NOTHING, Outcome.NO_RUN, sums(10, 5, 4, List.of()), 0, List.of()));

        assertThat(table.markdown().lines())
                .startsWith("- seed: 19", "")
                .contains(
                        "| Odoo's web master | nothing | 1 | 0 | 0 | 1 | 5 of 10 | 1.5 s | 4 | 0 | **0** | **0** |",
                        "| Caddy | deploy, class A | 2 | 1 | 1 | 0 | 3 of 100 | 1.5 s | 50 | 0 | **0** | **0** |",
                        "| **all** |  | 3 | 1 | 1 | 1 | 8 of 110 | 1.5 s | 54 | 0 | **0** | **0** |");
        assertThat(table.violations()).isZero();
    }

    @Test
    void whatIsInARestorePointIsNotLost() {
        FaultsTable table = new FaultsTable();
        table.add(trial(
                1,
                Victim.POSTGRESQL,
                Act.DEPLOY_VIEW,
                Outcome.UNDONE,
                sums(40, 0, 20, List.of("one", "two", "three")),
                2,
                List.of("acknowledged writes are lost: [three]")));

        assertThat(table.markdown())
                .contains("| 20 | 2 | **1** | **1** |")
                .contains("1 of 20 writes lost, 2 set aside; VIOLATIONS [acknowledged writes are lost: [three]]");
        assertThat(table.violations()).isEqualTo(1);
    }

    private static Trial trial(
            int number, Victim victim, Act act, Outcome outcome, Sums sums, int aside, List<String> violations) {
        return new Trial(
                new Strike(number, victim, Wish.CODE, 0.5), act, "probe", 3, outcome, "", sums, aside, violations);
    }

    private static Sums sums(int requests, int failed, int written, List<String> lost) {
        return new Sums(
                requests,
                Map.of(Kind.READ, failed),
                List.of(),
                0,
                Duration.ofSeconds(1),
                Duration.ofMillis(1500),
                written,
                lost,
                0,
                0);
    }
}
