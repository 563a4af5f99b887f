package dev.understudy.process.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.process.measure.LoggedErrors.Logged;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.LogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are read as they grow. */
class LogWatchTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    Path folder;

    private final LoggedErrors logged = new LoggedErrors(database.jdbi());
    private boolean running = true;
    private LogWatch watch;
    private Path log;

    @BeforeEach
    void aStaging() throws IOException {
        watch = watch();
        Path logs = Files.createDirectories(
                new ProjectHome(folder, folder).environment("staging").resolve("logs"));
        log = logs.resolve("staging-web.log");
    }

    private LogWatch watch() {
        Environments environments =
                new Environments(database.jdbi(), new EnvironmentRules(folder, false, () -> new PortRange(8100, 8199)));
        environments.save(new Environment(
                "staging",
                Environment.Kind.COPY,
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
        return new LogWatch(new ProjectHome(folder, folder), environments, environment -> running, logged);
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String head(int minute, String level, String message) {
        return "2026-12-01 12:%02d:00,000 42 %s acme odoo.sql_db: %s\n".formatted(minute, level, message);
    }

    private static String error(int minute, String exception) {
        return head(minute, "ERROR", "Something broke") + "Traceback (most recent call last):\n"
                + "  File \"/opt/x.py\", line 3, in f\n    raise\n" + exception + ": no\n";
    }

    private List<Logged> brought() {
        return logged.brought("r1", "staging", Instant.EPOCH);
    }

    @Test
    void anErrorIsCountedOnceHoweverOftenItIsLookedAt() throws IOException {
        write(head(1, "INFO", "fine") + error(2, "ValueError") + head(3, "INFO", "fine"));
        for (int i = 0; i < 3; i++) {
            watch.look(NOON.plusSeconds(300 + i));
        }

        assertThat(brought()).singleElement().satisfies(one -> {
            assertThat(one.times()).isEqualTo(1);
            assertThat(one.firstAt()).isEqualTo(NOON.plus(Duration.ofMinutes(2)));
            assertThat(one.example()).contains("ValueError: no");
        });
    }

    @Test
    void aTracebackThatIsBeingWrittenIsNotCutInTwo() throws IOException {
        String whole = error(2, "ValueError");
        write(whole.substring(0, whole.length() - 20));
        watch.look(NOON.plusSeconds(200));
        assertThat(brought()).isEmpty();
        write(whole.substring(whole.length() - 20));
        watch.look(NOON.plusSeconds(260));
        watch.look(NOON.plusSeconds(320));

        assertThat(brought())
                .singleElement()
                .satisfies(one -> assertThat(one.example()).endsWith("ValueError: no"));
    }

    @Test
    void whatWasWrittenBeforeARotationIsNotLostNorCountedTwice() throws IOException {
        write(head(1, "INFO", "fine"));
        watch.look(NOON.plusSeconds(61));
        write(error(2, "ValueError"));
        assertThat(new LogFiles(log).rotate(1, 3)).isTrue();
        write(error(3, "KeyError") + head(4, "INFO", "fine"));
        watch.look(NOON.plusSeconds(300));
        watch.look(NOON.plusSeconds(360));

        assertThat(brought())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.times()).isEqualTo(1));
    }

    @Test
    void theNextProcessCountsNothingTwice() throws IOException {
        write(error(2, "ValueError") + head(3, "INFO", "fine"));
        watch.look(NOON.plusSeconds(300));
        watch = watch();
        write(error(6, "ValueError") + head(7, "INFO", "fine"));
        watch.look(NOON.plusSeconds(600));

        assertThat(brought())
                .singleElement()
                .satisfies(one -> assertThat(one.times()).isEqualTo(2));
    }

    @Test
    void anOdooThatDoesNotRunIsNotCleanAndAGapBeginsAnew() {
        watch.look(NOON);
        running = false;
        watch.look(NOON.plusSeconds(60));
        assertThat(logged.watched("staging").orElseThrow().lookedAt()).isEqualTo(NOON);

        running = true;
        Instant later = NOON.plus(Duration.ofDays(3));
        watch.look(later);
        assertThat(logged.watched("staging").orElseThrow().since()).isEqualTo(later);
    }

    @Test
    void whatWasThereBeforeTheReleaseIsNotOfIt() throws IOException {
        write(error(2, "ValueError") + head(3, "INFO", "fine"));
        watch.look(NOON.plusSeconds(300));
        database.jdbi().useHandle(handle -> handle.execute("UPDATE log_error SET release_id = 'r0'"));
        write(error(10, "ValueError") + error(11, "KeyError") + head(12, "INFO", "fine"));
        watch.look(NOON.plusSeconds(900));

        assertThat(brought())
                .singleElement()
                .satisfies(one -> assertThat(one.example()).contains("KeyError"));
    }
}
