package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.postgres.Cluster.Purpose;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class LocalClustersTest {

    private static TestClusters test;
    private static Cluster production;

    @BeforeAll
    static void cluster() throws Exception {
        test = new TestClusters();
        production = test.running("production", Purpose.PRODUCTION);
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @Test
    void productionIsDurableAndTheOdooRoleIsNobody() {
        Reader odoo = test.clusters.database(production, "odoo").reader();

        assertThat(setting(odoo, "wal_level")).isEqualTo("logical");
        assertThat(setting(odoo, "data_checksums")).isEqualTo("on");
        assertThat(setting(odoo, "fsync")).isEqualTo("on");
        assertThat(setting(odoo, "listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(odoo.rows("SELECT rolsuper, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = ?", "odoo"))
                .containsExactly(List.of("f", "f", "f"));
        assertThat(odoo.rows("SELECT pg_encoding_to_char(encoding), pg_get_userbyid(datdba) FROM pg_database"
                        + " WHERE datname = 'odoo'"))
                .containsExactly(List.of("UTF8", "odoo"));
    }

    @Test
    void everythingMayBeDoneTwice() {
        test.clusters.create(production);
        test.clusters.start(production);
        test.clusters.createDatabase(production, "odoo");

        assertThat(test.clusters.running(production)).isTrue();
    }

    @Test
    void theOdooRoleLogsInWithItsPasswordOnly() throws Exception {
        String old = test.clusters.renewOdooPassword(production);
        String password = test.clusters.renewOdooPassword(production);

        assertThat(asOdoo(password).rows("SELECT current_user")).containsExactly(List.of("odoo"));
        assertThatThrownBy(() -> asOdoo(old).rows("SELECT 1"))
                .hasMessageContaining("28P01")
                .hasMessageNotContaining(old);
        assertThat(Files.readString(production.log())).doesNotContain(password);
    }

    @Test
    void aServerThatRecoversIsWaitedFor() throws Exception {
        try (RecoveringServer recovering = new RecoveringServer(2, production.port())) {
            Cluster seen = new Cluster(
                    production.name(),
                    production.pgdata(),
                    production.socketDirectory(),
                    recovering.port(),
                    production.purpose(),
                    production.log());

            assertThat(test.clusters.database(seen, "odoo").reader().rows("SELECT 1"))
                    .containsExactly(List.of("1"));
            assertThat(recovering.left()).isNegative();
        }
    }

    @Test
    void startsAgainAfterAKillAndBesideAStaleProcessNumber() throws Exception {
        Cluster cluster = test.running("killed", Purpose.PRODUCTION);
        test.clusters.database(cluster, "odoo").owner().script("CREATE TABLE kept AS SELECT 1 AS one");
        long pid = Postmaster.pid(cluster.pgdata()).orElseThrow();
        test.host.require(Command.of("kill", "-KILL", pid));
        while (test.clusters.running(cluster)) {
            Thread.onSpinWait();
        }

        test.clusters.start(cluster);

        assertThat(test.clusters.database(cluster, "odoo").reader().rows("SELECT one FROM public.kept"))
                .containsExactly(List.of("1"));
        test.clusters.stop(cluster);
        test.clusters.stop(cluster);
        assertThat(test.clusters.running(cluster)).isFalse();
        // After a reboot the number in postmaster.pid may be another process's.
        Files.writeString(
                cluster.pgdata().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        assertThat(test.clusters.running(cluster)).isFalse();
        test.clusters.start(cluster);
        assertThat(test.clusters.running(cluster)).isTrue();
        test.clusters.stop(cluster);
    }

    @Test
    void takesNoSettingsFromElsewhere() throws Exception {
        Cluster cluster = test.running("staging", Purpose.COPY);
        Reader database = test.clusters.database(cluster, "postgres").reader();
        try (var connection = test.superuser(cluster, "postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET archive_mode = 'on'");
            statement.execute("ALTER SYSTEM SET port = '1'");
        }
        test.clusters.stop(cluster);
        Files.writeString(cluster.pgdata().resolve("standby.signal"), "");

        test.clusters.start(cluster);

        assertThat(setting(database, "archive_mode")).isEqualTo("off");
        assertThat(setting(database, "fsync")).isEqualTo("off");
        assertThat(setting(database, "max_logical_replication_workers")).isEqualTo("0");
        assertThat(database.rows("SELECT pg_is_in_recovery()")).containsExactly(List.of("f"));
        test.clusters.stop(cluster);
    }

    @Test
    void aCopyForgetsWhereItsSourceSubscribed() throws Exception {
        Cluster cluster = test.running("subscriber", Purpose.COPY);
        Keeper keeper = test.clusters.keeper(cluster);
        try (var connection = keeper.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SUBSCRIPTION shop CONNECTION 'host=shop password=secret' PUBLICATION orders"
                    + " WITH (connect = false)");
            statement.execute("UPDATE pg_subscription SET subenabled = true");
        }
        test.clusters.stop(cluster);

        test.clusters.start(cluster);

        assertThat(keeper.rows("SELECT subenabled, subslotname, subconninfo FROM pg_subscription"))
                .containsExactly(List.of("f", "", "host=/nonexistent"));
        test.clusters.stop(cluster);
    }

    /** That is how large tables are masked. */
    @Test
    void tablesMayBeWrittenWithoutALookAtForeignKeysInCopiesAlone() throws Exception {
        Cluster copy = test.running("rewritten", Purpose.COPY);
        Cluster production = test.running("kept", Purpose.PRODUCTION);
        String unlooked = "SET ROLE NONE; SET session_replication_role = replica; SET ROLE odoo";

        test.clusters.database(copy, "odoo").owner().script(unlooked);

        assertThatThrownBy(
                        () -> test.clusters.database(production, "odoo").owner().script(unlooked))
                .hasStackTraceContaining("permission denied");
        test.clusters.stop(production);
        test.clusters.stop(copy);
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        Cluster free = test.cluster("crowded", Purpose.COPY);
        test.clusters.create(free);
        try (ServerSocket taken = new ServerSocket(free.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertFault(() -> test.clusters.start(free), "postgres.port-taken");
        }
        test.clusters.start(free);
        test.clusters.stop(free);
    }

    @Test
    void saysWhichVersionIsMissing() throws Exception {
        Path pgdata = Files.createDirectories(test.home.resolve("new/pgdata"));
        Files.writeString(pgdata.resolve("PG_VERSION"), "99\n");

        assertFault(() -> new PostgresBinaries(test.host).of(pgdata), "postgres.not-installed");
        assertFault(() -> new PostgresBinaries(test.host, test.home).newest(), "postgres.not-installed");
    }

    @Test
    void refusesAVersionThatIsTooOld() throws Exception {
        Path pgdata = Files.createDirectories(test.home.resolve("old/pgdata"));
        Files.writeString(pgdata.resolve("PG_VERSION"), "13\n");
        Path base = test.home.resolve("old/postgresql");
        Path initdb =
                Files.createFile(Files.createDirectories(base.resolve("13/bin")).resolve("initdb"));
        test.host.require(Command.of("chmod", "0755", "--", initdb));

        assertFault(() -> new PostgresBinaries(test.host).of(pgdata), "postgres.too-old");
        assertFault(() -> new PostgresBinaries(test.host, base).newest(), "postgres.too-old");
    }

    @Test
    void aScriptHappensWhollyOrNotAtAll() {
        Owner odoo = test.clusters.database(production, "odoo").owner();

        odoo.script("CREATE TABLE script (v text); INSERT INTO script VALUES ('a;b {x} ?'); SELECT v FROM script;"
                + " DO $$ BEGIN PERFORM 1; END $$");
        assertFault(() -> odoo.script("INSERT INTO script VALUES ('c'); SELECT 1/0"), "postgres.query-failed");

        assertThat(odoo.rows("SELECT v FROM script")).containsExactly(List.of("a;b {x} ?"));
        assertThat(odoo.rows("SELECT '{\"a\":1}'::jsonb ? 'a', NULL")).containsExactly(List.of("t", ""));
        odoo.script("DROP TABLE script");
    }

    private static JdbcDatabase asOdoo(String password) {
        return new JdbcDatabase(production, "odoo", new Login("odoo", password, Map.of()));
    }

    private static String setting(Database database, String name) {
        return database.rows("SELECT current_setting(?)", name).getFirst().getFirst();
    }

    private static void assertFault(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        thrown -> assertThat(thrown.fault().code()).isEqualTo(code));
    }
}
