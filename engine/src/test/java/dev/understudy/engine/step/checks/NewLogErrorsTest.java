package dev.understudy.engine.step.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.control.LogKeeper;
import dev.understudy.engine.environment.BlamedTimes;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.evidence.RehearsalReport.LogError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation hides no error, and makes no old one new. */
class NewLogErrorsTest {

    private static final String OLD = "2026-11-02 08:00:00,000 7 ERROR acme odoo.addons.sale: no price\n";
    private static final String NEW = "2026-11-02 09:00:00,000 7 ERROR acme odoo.addons.stock: no place\n";

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    private FakeProduction production;
    private NewLogErrors errors;
    private Path log;

    @BeforeEach
    void production() throws IOException {
        production = new FakeProduction(folder, database.jdbi(), Flaw.NONE).running();
        errors = new NewLogErrors(production.control(), new BlamedTimes(database.jdbi()));
        log = production.control().webLog(production.environment());
        Files.createDirectories(log.getParent());
        Files.writeString(log, OLD);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsKnownStaysKnown() throws IOException {
        rotate();
        Set<String> known = errors.known(production.environment());

        Files.writeString(log, OLD + NEW);

        assertThat(errors.since(production.environment(), known))
                .extracting(LogError::logger)
                .containsExactly("odoo.addons.stock");
    }

    @Test
    void whatIsNewIsFoundWhereverItStands() throws IOException {
        Set<String> known = errors.known(production.environment());
        Files.writeString(log, NEW, StandardOpenOption.APPEND);
        rotate();

        assertThat(errors.since(production.environment(), known))
                .extracting(LogError::logger)
                .containsExactly("odoo.addons.stock");
    }

    @Test
    void whatWasLoggedByWhatWasTakenBackIsNeitherKnownNorNew() throws IOException {
        errors.blame(
                production.environment(), Instant.parse("2026-11-02T08:59:00Z"), Instant.parse("2026-11-02T09:01:00Z"));
        Files.writeString(log, OLD + NEW);

        Set<String> known = errors.known(production.environment());

        assertThat(known).hasSize(1);
        assertThat(errors.since(production.environment(), known)).isEmpty();

        Files.writeString(log, OLD + NEW + NEW.replace("09:00", "10:00"));
        assertThat(errors.since(production.environment(), known))
                .extracting(LogError::logger)
                .containsExactly("odoo.addons.stock");
    }

    private void rotate() {
        try (LogKeeper keeper =
                new LogKeeper(production.home(), production.records().environments(), Duration.ofDays(1), 10)) {
            keeper.look();
        }
        assertThat(log).doesNotExist();
    }
}
