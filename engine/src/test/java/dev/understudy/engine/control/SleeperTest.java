package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A development that nobody uses, beside a production. Its users ask for something for five minutes after it is first looked at. */
class SleeperTest {

    private static final String DEVELOPMENT = "development";
    private static final Duration USED = Duration.ofMinutes(5);
    private static final Duration AFTER = Duration.ofHours(2);
    private static final Project PROJECT =
            ProjectFile.read("understudy.yaml", """
                    project: acme
                    ports: 20000-20199
                    odoo: { series: "19.0" }
                    repositories:
                      - { name: addons, url: https://git.example/acme/addons.git }
                    environments:
                      production: {}
                      development: { data: demo, fence: none, sleep: 2h }
                    """).require();

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    private final Set<String> busy = new HashSet<>();
    private FakeProduction production;
    private Sleeper sleeper;
    private Instant now = Instant.now();

    @BeforeEach
    void development() {
        production = new FakeProduction(folder, database.jdbi(), Flaw.NONE).running();
        production.beside(DEVELOPMENT);
        production.control().startOdoo(production.control().startDatabase(environment()));
        sleeper = new Sleeper(
                () -> PROJECT,
                production.records().environments(),
                production.control(),
                production.traffic(),
                busy::contains,
                () -> now);
        sleeper.look();
    }

    private Environment environment() {
        return production.records().environments().get(DEVELOPMENT);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        sleeper.look();
    }

    private boolean runs() {
        boolean runs = production.control().complete(environment());
        assertThat(production.control().databaseRuns(environment())).isEqualTo(runs);
        return runs;
    }

    @Test
    void itSleepsAfterItsTimeAndWakesWhenSomebodyAsks() {
        pass(AFTER);
        assertThat(runs()).as("somebody used it meanwhile").isTrue();
        pass(USED.plusSeconds(1));
        assertThat(runs()).isFalse();
        assertThat(production.traffic().asleep(DEVELOPMENT)).isTrue();

        supervise();
        sleeper.listen();
        assertThat(runs()).as("nobody asks").isFalse();

        production.mishaps().askFor(DEVELOPMENT);
        sleeper.listen();
        assertThat(runs()).isTrue();
        assertThat(production.traffic().asleep(DEVELOPMENT)).isFalse();
        pass(Duration.ofMinutes(1));
        pass(AFTER.minusMinutes(2));
        assertThat(runs()).as("its time begins anew").isTrue();
    }

    private void supervise() {
        try (Supervisor supervisor = new Supervisor(
                production.records().environments(),
                production.control(),
                production.traffic(),
                () -> Set.of(),
                _ -> {},
                Duration.ofHours(1))) {
            supervisor.look(DEVELOPMENT);
        }
    }

    @Test
    void whatARunIsForSleepsNotAndIsWoken() {
        busy.add(DEVELOPMENT);
        pass(AFTER.plus(USED).plusSeconds(1));
        assertThat(runs()).isTrue();

        busy.clear();
        pass(AFTER.minusSeconds(1));
        assertThat(runs()).as("not at once when the run has ended").isTrue();
        pass(Duration.ofSeconds(2));
        assertThat(runs()).isFalse();
        sleeper.wake(DEVELOPMENT);
        assertThat(runs()).isTrue();
    }

    @Test
    void productionNeverSleeps() {
        pass(Duration.ofDays(30));
        assertThat(runs()).isFalse();
        assertThat(production.traffic().asleep(Project.PRODUCTION)).isFalse();
        assertThat(production.instances()).hasSize(2);
    }
}
