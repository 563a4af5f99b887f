package dev.understudy.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.PortRange;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Path;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the control plane's database, which somebody has come to. */
final class EnvironmentsTest {

    private static final Path HOME = Path.of("/var/lib/understudy");

    private ControlDatabase database;
    private Jdbi jdbi;
    private Environments environments;

    @BeforeEach
    void twoEnvironments() {
        database = ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
        jdbi = database.jdbi();
        environments = new Environments(jdbi, new EnvironmentRules(HOME, true, () -> PortRange.DEFAULT));
        save("production", Kind.LIVE, 8100);
        save("staging", Kind.COPY, 8110);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatUnderstudyHasNotedIsRead() {
        assertThat(environments.get("production").systemUser()).isEqualTo(user("production"));
        assertThat(environments.list()).extracting(Environment::name).containsExactly("production", "staging");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os_user = 'root'",
                "os_user = ''",
                "os_user = 'us-abcdef-production'",
                "os_user = (SELECT os_user FROM environment WHERE name = 'staging')",
                "database_name = '../../../etc'",
                "database_name = '-h evil'",
                "release_id = '../../../root'",
                "port = 22",
                "postgres_port = 5432",
                "postgres_port = 8114",
                "postgres_port = 8109"
            })
    void whatSomebodyElseHasNotedIsNotBelieved(String change) {
        jdbi.useHandle(handle -> handle.execute("UPDATE environment SET " + change + " WHERE name = 'production'"));

        assertThatThrownBy(() -> environments.get("production")).hasMessageContaining("environment.altered");
        assertThat(environments.list()).extracting(Environment::name).doesNotContain("production");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os_user = 'root'",
                "database_name = '../../../etc'",
                "release_id = '../x'",
                "port = 22",
                "postgres_port = 5432"
            })
    void whatIsTakenAwayOfAnAlteredOneIsWhatBearsItsName(String change) {
        jdbi.useHandle(handle -> handle.execute("UPDATE environment SET " + change + " WHERE name = 'staging'"));

        Environment staging = environments.provable("staging").orElseThrow();

        assertThat(staging.systemUser()).isEqualTo(user("staging"));
        assertThat(staging.database()).doesNotContain("/");
        assertThat(staging.release()).doesNotContain("/");
        assertThat(Math.abs(Ports.block(staging) - Ports.block(environments.get("production"))))
                .isGreaterThanOrEqualTo(Ports.BLOCK);
        environments.save(staging);
        assertThat(environments.get("staging")).isEqualTo(staging);
    }

    @Test
    void aRestorePointOfAnotherIsNotTakenAlong() {
        for (String environment : new String[] {"production", "staging"}) {
            note(environment, "before-run-1");
        }
        note("staging", "own");
        note("staging", "../../etc");

        assertThat(new RestorePoints(jdbi).names("staging")).containsExactly("own");
    }

    private void note(String environment, String name) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO restore_point (environment, name, release_id, reason, created_at, code_only_for, undone)"
                        + " VALUES (?, ?, 'r1', 'asked', now(), '', false)",
                environment,
                name));
    }

    @Test
    void aNameThatLeadsOutOfTheHomeIsNoEnvironment() {
        jdbi.useHandle(handle -> handle.execute("UPDATE environment SET name = '../../etc' WHERE name = 'staging'"));

        assertThatThrownBy(() -> environments.find("../../etc")).hasMessageContaining("environment.altered");
        assertThatThrownBy(() -> environments.provable("../../etc")).hasMessageContaining("environment.altered");
        assertThat(environments.list()).extracting(Environment::name).containsExactly("production");
    }

    @Test
    void aRestorePointOutsideOfItsFolderIsNone() {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO restore_point (environment, name, release_id, reason, created_at, code_only_for, undone)"
                        + " VALUES ('production', '../../../etc', 'r1', 'asked', now(), '', false)"));

        assertThatThrownBy(() -> new RestorePoints(jdbi).of("production"))
                .hasMessageContaining("restore-point.altered");
    }

    private void save(String name, Kind kind, int base) {
        environments.save(new Environment(
                name,
                kind,
                State.READY,
                user(name),
                "acme",
                base,
                Ports.postgres(base),
                Slot.BLUE,
                "r1",
                "secret",
                true,
                false,
                false,
                1,
                Instant.parse("2026-11-01T08:00:00Z").plusSeconds(base),
                null));
    }

    private static String user(String name) {
        return SystemUsers.ofEnvironment(HOME, name);
    }
}
