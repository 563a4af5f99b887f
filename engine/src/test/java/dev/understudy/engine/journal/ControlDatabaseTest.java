package dev.understudy.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.model.fault.FaultException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class ControlDatabaseTest {

    private final String url = TestPostgres.shared().newDatabase();

    @Test
    void opensTheSameSchemaAgain() {
        try (ControlDatabase first = open()) {
            assertThat(migrations(first)).isEqualTo(Migrations.shipped().size());
        }
        try (ControlDatabase second = open()) {
            assertThat(migrations(second)).isEqualTo(Migrations.shipped().size());
        }
    }

    @Test
    void letsNoSecondProcessIn() {
        try (ControlDatabase first = open()) {
            assertThat(first.jdbi()).isNotNull();
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            failure -> assertThat(failure.fault().code()).isEqualTo("engine.already-running"));
        }
        open().close();
    }

    @Test
    void saysWhenNobodyAnswersWithoutItsPassword() {
        assertThatThrownBy(() -> ControlDatabase.open(
                        "jdbc:postgresql://127.0.0.1:1/none?password=hunter2&user=x", "nobody", "hunter2"))
                .isInstanceOfSatisfying(FaultException.class, failure -> {
                    assertThat(failure.fault().code()).isEqualTo("engine.database-unreachable");
                    assertThat(failure.getMessage()).doesNotContain("hunter2").contains("127.0.0.1:1/none");
                });
    }

    @Test
    void refusesASchemaThatIsNewer() {
        try (ControlDatabase first = open()) {
            first.jdbi().useHandle(handle -> handle.execute("""
                            insert into flyway_schema_history
                            select 1000, '9999', description, type, script, checksum, installed_by, now(), 1, true
                            from flyway_schema_history where version = '1'"""));
        }
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        failure -> assertThat(failure.fault().code()).isEqualTo("engine.database-newer"));
    }

    @Test
    void whoeverLostTheLockWritesNoMore() {
        try (ControlDatabase first = open()) {
            first.jdbi().useHandle(ControlDatabaseTest::endTheLocksSession);
            try (ControlDatabase second = open()) {
                assertThatThrownBy(() -> first.perform(handle -> 1)).isInstanceOf(DeposedException.class);
                assertThatThrownBy(first::keepThrone).isInstanceOf(DeposedException.class);
                assertThat(second.<Integer>perform(handle -> 1)).isOne();
            }
        }
    }

    @Test
    void takesTheLockAgainWhenNobodyElseHas() {
        try (ControlDatabase first = open()) {
            first.jdbi().useHandle(ControlDatabaseTest::endTheLocksSession);
            first.keepThrone();
            assertThat(first.<Integer>perform(handle -> 1)).isOne();
            assertThatThrownBy(this::open).isInstanceOf(FaultException.class);
        }
    }

    private static void endTheLocksSession(Handle handle) {
        handle.createQuery("""
                        select pg_terminate_backend(pid, 5000) from pg_locks
                        where locktype = 'advisory'
                            and database = (select oid from pg_database where datname = current_database())""").mapTo(Boolean.class).list();
    }

    private static int migrations(ControlDatabase database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from flyway_schema_history where version is not null")
                        .mapTo(Integer.class)
                        .one());
    }

    private ControlDatabase open() {
        return ControlDatabase.open(url, TestPostgres.USER, TestPostgres.PASSWORD);
    }
}
