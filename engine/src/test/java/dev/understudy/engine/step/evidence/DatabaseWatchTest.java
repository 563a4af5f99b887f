package dev.understudy.engine.step.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.model.config.WarnSettings;
import dev.understudy.model.evidence.RehearsalReport.LogError;
import dev.understudy.model.evidence.RehearsalReport.Warning;
import dev.understudy.model.evidence.RehearsalReport.Warning.Kind;
import dev.understudy.model.release.ChangeClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an update does to a real PostgreSQL, and what of it is a warning. */
class DatabaseWatchTest {

    private static final LogError ERROR = new LogError("f1", "odoo.addons.acme", 2, "KeyError: 'x'");

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void tables() {
        database.script("""
                CREATE TABLE sale_order (id serial PRIMARY KEY, priority integer);
                INSERT INTO sale_order (priority) SELECT n FROM generate_series(1, 2000) AS n;
                CREATE TABLE mail_message (id serial PRIMARY KEY, body text);
                INSERT INTO mail_message (body) SELECT 'Hello' FROM generate_series(1, 1000);
                CREATE TABLE res_lang (id serial PRIMARY KEY, code text);
                INSERT INTO res_lang (code) VALUES ('en_US'), ('es_ES');
                ANALYZE;
                """);
    }

    @Test
    void eachThresholdThatIsPassedIsAWarningTheWorstFirst() {
        WarnSettings strict = new WarnSettings(Duration.ofMillis(1), 1000, 0.05, 1);

        List<Warning> warnings = Warnings.of(updated(), List.of(ERROR), strict);

        assertThat(warnings)
                .extracting(warning -> warning.kind() + " " + warning.subject())
                .containsExactly(
                        "LOG_ERRORS KeyError: 'x'",
                        "LOCK sale_order, AccessExclusiveLock",
                        "ROWS mail_message: 1000 → 0",
                        "REWRITE sale_order");
        assertThat(warnings)
                .filteredOn(warning -> warning.kind() == Kind.REWRITE || warning.kind() == Kind.ROWS)
                .extracting(Warning::seen)
                .containsExactly(10_000L, 2000L);
    }

    @Test
    void whatStaysWithinThemIsNone() {
        WarnSettings generous = new WarnSettings(Duration.ofHours(1), 2000, 1, 0);

        assertThat(Warnings.of(updated(), List.of(), generous)).isEmpty();
    }

    /** A table is written anew while its lock is held for a while, another loses all its rows, a small one wins one. */
    private Observation updated() {
        try (DatabaseWatch watch = DatabaseWatch.begin(database)) {
            database.script("""
                    BEGIN;
                    ALTER TABLE sale_order ALTER COLUMN priority TYPE bigint;
                    SELECT pg_sleep(0.6);
                    COMMIT;
                    DELETE FROM mail_message;
                    INSERT INTO res_lang (code) VALUES ('fr_FR');
                    """);
            DatabaseWatch.Seen seen = watch.end();
            return new Observation(
                    ModulePlan.NOTHING,
                    ChangeClass.D,
                    List.of(),
                    List.copyOf(seen.rewritten().keySet()),
                    seen.rewritten(),
                    seen.locks(),
                    List.of(),
                    seen.rows(),
                    List.of());
        }
    }
}
