package dev.understudy.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.control.Supervisor;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the supervisor does while a run is at work: it starts what died, and nothing that the run has stopped. */
class SupervisedRunTest {

    @AutoClose
    private final Performing runs = new Performing();

    @Test
    void whatDiesBeforeADeployStopsAnythingIsStartedAgain() {
        FakeProduction production = runs.production(Flaw.NONE);
        List<Map<String, String>> seen = new ArrayList<>();
        production.effects().once("code placed", () -> {
            production.control().slots().stopWeb(production.environment(), Slot.BLUE, Duration.ZERO);
            production.control().slots().stopCron(production.environment(), Slot.BLUE, Duration.ZERO);
            look(production);
            seen.add(production.instances());
            look(production);
            assertThat(production.hindrance()).isEmpty();
        });

        RunView run = runs.deploy(production);

        assertThat(run.status()).as("%s", run).isEqualTo("succeeded");
        assertThat(seen).containsExactly(Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old"));
    }

    @Test
    void whatADeployHasStoppedStaysStopped() {
        FakeProduction production = runs.production(Flaw.NONE);
        List<Map<String, String>> seen = new ArrayList<>();
        for (String effect : List.of("CRON stopped", "held", "WEB stopped", "a updated")) {
            production.effects().once(effect, () -> {
                look(production);
                seen.add(production.instances());
            });
        }

        assertThat(runs.deploy(production).status()).isEqualTo("succeeded");

        Map<String, String> web = Map.of("production-web-blue", "one-old");
        assertThat(seen).containsExactly(web, web, Map.of(), Map.of());
    }

    @Test
    void theOldCodeIsNotStartedOnTheDataOfARelease() {
        FakeProduction production = runs.production(Flaw.DIES);
        List<Map<String, String>> seen = new ArrayList<>();
        production.effects().once("ordered with two-new", () -> {
            production.control().slots().stopWeb(production.environment(), Slot.GREEN, Duration.ZERO);
            look(production);
            seen.add(production.instances());
        });

        assertThat(runs.deploy(production).status()).isEqualTo("undone");

        assertThat(seen).containsExactly(Map.of());
        Performing.assertOld(production);
    }

    @Test
    void cronsOfBothSlotsNeverRunAtATime() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);
        List<Map<String, String>> seen = new ArrayList<>();
        for (String effect : List.of("CRON stopped", "opened GREEN", "CRON started")) {
            production.effects().once(effect, () -> {
                look(production);
                seen.add(production.instances());
            });
        }

        assertThat(runs.deployCodeAlone(production).status()).isEqualTo("succeeded");

        Map<String, String> both = Map.of("production-web-blue", "one-old", "production-web-green", "one-new");
        assertThat(seen)
                .containsExactly(
                        both,
                        both,
                        Map.of(
                                "production-web-blue",
                                "one-old",
                                "production-web-green",
                                "one-new",
                                "production-cron-green",
                                "one-new"));
    }

    private void look(FakeProduction production) {
        try (Supervisor supervisor = new Supervisor(
                production.records().environments(),
                production.control(),
                production.traffic(),
                () -> runs.changing(production),
                _ -> {},
                Duration.ofHours(1))) {
            supervisor.look("production");
        }
    }
}
