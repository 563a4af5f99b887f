package dev.understudy.process.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.journal.RunHistory;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.config.Project;
import dev.understudy.model.drift.Drift.Difference;
import dev.understudy.process.measure.DriftWatch.Seen;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody changed in production by hand, and accepts. */
class DriftWatchTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @AutoClose
    private final ControlDatabase control =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final Plain production = new Plain(TestPostgres.shared().newDatabase());

    @TempDir
    Path folder;

    private DriftWatch watch;

    @BeforeEach
    void asTheLastRunLeftIt() {
        production.script("""
                CREATE TABLE res_users (id int, login text);
                INSERT INTO res_users VALUES (2, 'ada');
                CREATE TABLE ir_config_parameter (key text, value text, write_uid int);
                INSERT INTO ir_config_parameter VALUES ('sale.limit', '100', 2), ('stock.depth', '3', 2)""");
        Environments environments =
                new Environments(control.jdbi(), new EnvironmentRules(folder, false, () -> new PortRange(8100, 8199)));
        environments.save(new Environment(
                Project.PRODUCTION,
                Environment.Kind.LIVE,
                Environment.State.READY,
                "",
                "acme",
                8100,
                8105,
                Slot.BLUE,
                "r1",
                "",
                true,
                false,
                false,
                1,
                NOON,
                NOON));
        watch = new DriftWatch(
                control.jdbi(),
                environments,
                new RunHistory(control.jdbi()),
                environment -> Optional.of(new Doors(production, production)),
                _ -> "");
        assertThat(look(0).drift()).isEmpty();
    }

    private Seen look(int minute) {
        return watch.look(NOON.plusSeconds(60L * minute)).orElseThrow();
    }

    private void set(String key, String value) {
        production.script("UPDATE ir_config_parameter SET value = '" + value + "' WHERE key = '" + key + "'");
    }

    @Test
    void whatIsAcceptedIsNoDriftAnyMore() {
        set("sale.limit", "200");
        Seen seen = look(1);
        assertThat(seen.drift()).extracting(Difference::name).containsExactly("sale.limit");

        watch.accept(NOON.plusSeconds(90), Optional.of(seen.mark()));

        assertThat(look(2).drift()).isEmpty();
    }

    @Test
    void whatWasChangedSinceItWasSeenIsNotAccepted() {
        set("sale.limit", "200");
        String mark = look(1).mark();
        set("stock.depth", "9");

        assertThatThrownBy(() -> watch.accept(NOON.plusSeconds(90), Optional.of(mark)))
                .hasMessageContaining("[process.drift-moved]");

        assertThat(look(2).drift()).extracting(Difference::name).containsExactly("sale.limit", "stock.depth");
    }

    @Test
    void anotherValueOfTheSameIsNotWhatWasSeen() {
        set("sale.limit", "200");
        String mark = look(1).mark();
        assertThat(look(2).mark()).isEqualTo(mark);
        set("sale.limit", "300");

        assertThatThrownBy(() -> watch.accept(NOON.plusSeconds(90), Optional.of(mark)))
                .hasMessageContaining("[process.drift-moved]");
    }
}
