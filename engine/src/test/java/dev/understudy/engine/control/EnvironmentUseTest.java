package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.targets.host.MachineUse.Look;
import dev.understudy.targets.host.MachineUse.Sum;
import dev.understudy.targets.host.MachineUse.Taken;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose processes are counted. */
class EnvironmentUseTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @Test
    void odoosProcessesWithAllThatTheyBeganAndThoseOfItsClusterCount(@TempDir Path folder) {
        FakeProduction production = new FakeProduction(folder, database.jdbi(), Flaw.NONE).running();
        Environment environment = production.environment();
        Path data = production.control().cluster(environment).pgdata();
        Look look = new Look(
                NOW,
                List.of(
                        // A child may stand before its parent.
                        new Taken(3, 2, 1_000, null, 4, 400),
                        new Taken(2, 1, 1_000, null, 2, 200),
                        new Taken(1, 0, 1_000, null, 1, 100),
                        new Taken(20, 0, 1_001, data, 8, 800),
                        new Taken(21, 0, 1_001, data.resolveSibling("another"), 16, 1_600),
                        new Taken(30, 0, 1_000, null, 32, 3_200)));

        Sum sum = new EnvironmentUse(
                        production.home(),
                        production.control(),
                        production.equipment().machine().odoo(),
                        _ -> look)
                .until(environment, NOW);

        assertThat(sum).isEqualTo(new Sum(NOW, 15, 1_500, 4));
    }
}
