package dev.understudy.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody can do who has Odoo's role in its database, as every administrator of Odoo, every module and every dump
 * has. Each trap writes down as whom it was called; and runs a program where that is a superuser.
 */
@Timeout(300)
class HostileDatabaseTest {

    /** Runs a program if it can, and goes on; {@code %s} is what it is to be, e.g. {@code RETURNS regclass}. */
    private static final String TRAP = """
            LANGUAGE plpgsql AS $trap$ BEGIN
              IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
                 OR (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user) THEN
                EXECUTE 'COPY (SELECT 1) TO PROGRAM ''cat > %s''';
              END IF;
              RETURN %s;
            END $trap$""";

    private static TestClusters test;
    private static Cluster production;
    private static Path witness;
    private static Volume live;

    @BeforeAll
    static void hostileProduction() throws Exception {
        test = new TestClusters();
        production = test.running("production", Purpose.PRODUCTION);
        live = test.volumes.volume("production", Volume.LIVE);
        witness = production.socketDirectory().resolve("witness");
        Files.createDirectories(live.data());
        JdbcDatabase odoo = asOdoo(production);
        odoo.script("""
                CREATE TABLE ir_attachment (id serial PRIMARY KEY, store_fname text);
                CREATE TABLE ir_module_module (id serial, name varchar, state varchar, latest_version varchar);
                CREATE TABLE res_users (id serial PRIMARY KEY, login varchar, create_date timestamp, write_date timestamp);
                INSERT INTO res_users (login, write_date) VALUES ('ada', '2026-11-01 12:00:00');
                """);
        for (String function : List.of(
                "to_regclass(text) RETURNS regclass %NULL",
                "to_regclass(varchar) RETURNS regclass %NULL",
                "pg_get_constraintdef(oid) RETURNS text %''",
                "pg_get_indexdef(oid) RETURNS text %''",
                "pg_get_viewdef(oid) RETURNS text %''",
                "pg_database_size(name) RETURNS bigint %0",
                "pg_backup_start(text, boolean) RETURNS pg_lsn %NULL",
                "pg_walfile_name(pg_lsn) RETURNS text %''",
                "pg_create_physical_replication_slot(text, boolean, boolean) RETURNS text %''",
                "format(text, name, name) RETURNS text %''",
                "set_config(text, text, boolean) RETURNS text %''",
                "count(text) RETURNS bigint %0",
                "rule() RETURNS text %''")) {
            int mark = function.indexOf('%');
            odoo.script("CREATE FUNCTION public." + function.substring(0, mark)
                    + TRAP.formatted(witness, function.substring(mark + 1)));
        }
        odoo.script("CREATE FUNCTION public.fire() RETURNS trigger " + TRAP.formatted(witness, "NEW"));
        odoo.script("CREATE FUNCTION public.same(name, text) RETURNS boolean " + TRAP.formatted(witness, "true"));
        odoo.script("""
                CREATE OPERATOR public.= (LEFTARG = name, RIGHTARG = text, FUNCTION = public.same);
                CREATE TRIGGER fire BEFORE INSERT OR UPDATE OR DELETE ON res_users FOR EACH ROW EXECUTE FUNCTION fire();
                CREATE VIEW looks_like_a_table AS SELECT public.rule() AS name;
                CREATE TABLE ruled (id int, write_date timestamp);
                CREATE RULE "_RETURN" AS ON SELECT TO ruled DO INSTEAD
                    SELECT 1 AS id, public.rule()::timestamp AS write_date;
                CREATE FUNCTION public.folded() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN
                    PERFORM public.rule(); RETURN true; END $$;
                CREATE INDEX ON res_users (login) WHERE public.folded();
                ALTER TABLE res_users ENABLE ROW LEVEL SECURITY;
                ALTER TABLE res_users FORCE ROW LEVEL SECURITY;
                CREATE POLICY nobody ON res_users USING (public.folded() AND false);
                """);
        for (String setting : List.of(
                "search_path = public, pg_catalog",
                "role = odoo",
                "default_transaction_read_only = on",
                "statement_timeout = 1",
                "standard_conforming_strings = off",
                "DateStyle = 'SQL, DMY'",
                "row_security = off",
                "bytea_output = escape",
                "work_mem = '64kB'")) {
            odoo.script("ALTER DATABASE odoo SET " + setting);
            if (!setting.startsWith("default_transaction")) {
                odoo.script("ALTER ROLE odoo SET " + setting);
            }
        }
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    private static JdbcDatabase asOdoo(Cluster cluster) {
        return new JdbcDatabase(
                cluster,
                "odoo",
                new Login(
                        "odoo",
                        test.clusters.renewOdooPassword(cluster),
                        Map.of(
                                "search_path",
                                "public",
                                "default_transaction_read_only",
                                "off",
                                "statement_timeout",
                                "0")));
    }

    @Test
    void whatIsAskedOfItIsAskedAsNobodyWhoMatters() {
        Doors doors = test.clusters.database(production, "odoo");

        assertThat(Catalog.of(doors.reader()).objects()).containsKey("table res_users");
        assertThat(RowCounts.of(doors.reader(), Duration.ofMinutes(1)).tables())
                .containsEntry("res_users", new RowCounts.Count(1, false));
        assertThat(StoredTables.of(doors.reader()).files()).isNotEmpty();
        assertThat(new Preflight(doors.reader()).bytes()).isPositive();
        assertThat(new Preflight(doors.reader()).pendingModules()).isEmpty();
        assertThat(new DatedRows(doors.reader(), Instant.parse("2026-11-01T08:00:00Z"))
                        .count(table -> table.equals("res_users"), Duration.ofMinutes(1))
                        .dated())
                .singleElement()
                .satisfies(counted -> assertThat(counted.groups()).hasSize(1));
        try (GcHold hold = GcHold.of(doors.owner())) {
            hold.confirm();
        }
        doors.owner().script("UPDATE public.res_users SET login = 'eve' WHERE login = 'ada'");
        doors.reader().rows("SELECT * FROM public.looks_like_a_table");

        assertThat(witness).doesNotExist();
    }

    @Test
    void copyingItAndWatchingTheCopyRunsNothingEither() throws Exception {
        Cluster copy = test.cluster("copied", Purpose.COPY);
        Path data = test.volumes.volume("copied", Volume.LIVE).data();

        test.clusters.copyLive(production, "odoo", live.data(), test.volumes, copy.pgdata(), data);
        test.clusters.start(copy);
        DdlLog log = test.clusters.ddlLog(copy);
        long from = log.begin();
        asOdoo(copy).script("CREATE TABLE made_by_a_release (id int)");

        assertThat(log.end(from)).containsExactly("CREATE TABLE made_by_a_release (id int)");
        assertThat(witness).doesNotExist();
        test.clusters.stop(copy);
    }

    @Test
    void aSessionOfOursKnowsNothingOfWhatTheOwnerHasSet() {
        Doors doors = test.clusters.database(production, "odoo");

        assertThat(doors.reader().rows("""
                        SELECT current_setting('search_path'), current_user, session_user,
                               current_setting('statement_timeout'), current_setting('standard_conforming_strings'),
                               current_setting('bytea_output'), current_setting('work_mem')
                        """))
                .containsExactly(List.of(
                        "pg_catalog,pg_temp", "understudy_reader", "understudy_reader", "0", "on", "hex", "4MB"));
        assertThat(doors.owner().rows("SELECT current_setting('search_path'), current_user, session_user"))
                .containsExactly(List.of("public,pg_temp", "odoo", "understudy_owner"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE understudy_owner PASSWORD 'guessed'",
                "ALTER DATABASE odoo CONNECTION LIMIT 0",
                "ALTER DATABASE odoo IS_TEMPLATE true; REVOKE CONNECT ON DATABASE odoo FROM understudy_reader, PUBLIC",
                "ALTER DATABASE odoo SET local_preload_libraries = 'nowhere'"
            })
    void nobodyLocksUnderstudyOut(String attack) throws Exception {
        Cluster cluster = test.running("locked-" + Integer.toHexString(attack.hashCode()), Purpose.PRODUCTION);
        Doors doors = test.clusters.database(cluster, "odoo");
        // As a trigger does, that finds itself in a session of the owner's.
        doors.owner().inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : attack.split("; ", -1)) {
                    statement.execute(sql.contains("ROLE") ? "SET ROLE NONE" : "SELECT 1");
                    statement.execute(sql);
                }
                return true;
            }
        });

        assertThat(doors.reader().rows("SELECT 1")).containsExactly(List.of("1"));
        assertThat(doors.owner().rows("SELECT current_user")).containsExactly(List.of("odoo"));
        assertThat(test.host
                        .run(test.clusters.client(cluster, "psql", List.of("--command=SELECT 1", "odoo")))
                        .succeeded())
                .isTrue();
        test.clusters.stop(cluster);
    }

    @Test
    void theReaderWritesNothing() {
        Reader reader = test.clusters.database(production, "odoo").reader();

        assertThatThrownBy(() -> reader.script("DELETE FROM public.ir_module_module"))
                .hasMessageContaining("25006");
        assertThatThrownBy(() -> reader.script("SET transaction_read_only = off; DELETE FROM public.ir_module_module"))
                .hasMessageContaining("42501");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY ir_attachment FROM PROGRAM 'id'",
                "COPY ir_attachment TO '/tmp/understudy-hostile'",
                "COPY ir_attachment FROM '/etc/passwd'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT pg_ls_dir('/')",
                "SELECT lo_import('/etc/passwd')",
                "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '/tmp/x.so', 'x'",
                "CREATE EXTENSION plpython3u",
                "CREATE EXTENSION adminpack",
                "CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION pg_catalog.set_config()",
                "ALTER ROLE understudy SET search_path = public",
                "ALTER ROLE understudy_reader SET search_path = public",
                "GRANT pg_execute_server_program TO odoo",
                "GRANT understudy TO odoo",
                "SET ROLE understudy",
                "SET SESSION AUTHORIZATION understudy",
                "SET session_replication_role = replica",
                "ALTER SYSTEM SET archive_command = 'id'",
                "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
                "SELECT pg_create_physical_replication_slot('hostile')",
                "CREATE ROLE another SUPERUSER",
                "CREATE DATABASE another",
                "UPDATE pg_catalog.pg_authid SET rolsuper = true",
                "CREATE TABLE pg_catalog.x (id int)",
                "CREATE CAST (name AS text) WITHOUT FUNCTION",
                "ALTER FUNCTION pg_catalog.to_regclass(text) RENAME TO gone"
            })
    void whatWouldLeadOutOfTheDatabaseIsRefused(String attack) {
        assertThatThrownBy(() -> asOdoo(production).script(attack)).hasStackTraceContaining("PSQLException");
        assertThatThrownBy(
                        () -> test.clusters.database(production, "odoo").owner().script(attack))
                .hasStackTraceContaining("PSQLException");
    }

    @Test
    void theSuperuserIsLetInNowhereElseAndNobodyElseWhereItIs() throws Exception {
        String password = Files.readString(production.pgdata().resolveSibling("superuser"));

        assertThatThrownBy(() -> connect("odoo", "understudy", password)).hasMessageContaining("pg_hba.conf");
        assertThatThrownBy(() -> connect("postgres", "understudy", password)).hasMessageContaining("pg_hba.conf");
        assertThatThrownBy(() -> connect("template1", "odoo", test.clusters.renewOdooPassword(production)))
                .hasMessageContaining("pg_hba.conf");
        connect("template1", "understudy", password).close();
        // Odoo listens for its crons there.
        connect("postgres", "odoo", test.clusters.renewOdooPassword(production)).close();
    }

    @Test
    void aCopysSuperuserHasAPasswordOfItsOwn() throws Exception {
        Cluster copy = test.cluster("secretive", Purpose.COPY);
        Path data = test.volumes.volume("secretive", Volume.LIVE).data();
        test.clusters.copyLive(production, "odoo", live.data(), test.volumes, copy.pgdata(), data);
        test.clusters.start(copy);

        String own = Files.readString(copy.pgdata().resolveSibling("superuser"));
        String productions = Files.readString(production.pgdata().resolveSibling("superuser"));

        assertThat(own).isNotEqualTo(productions);
        assertThat(copy.pgdata().resolveSibling("superuser.borrowed")).doesNotExist();
        assertThatThrownBy(() -> new JdbcDatabase.ForKeeping(copy, productions).rows("SELECT 1"))
                .hasMessageContaining("28P01");
        test.clusters.stop(copy);
    }

    @Test
    void whatOdoosRoleWasMadeAMemberOfEndsAtTheNextStart() throws Exception {
        Cluster cluster = test.running("taken-along", Purpose.PRODUCTION);
        test.clusters.keeper(cluster).script("GRANT pg_execute_server_program, pg_write_server_files TO odoo");
        test.clusters.keeper(cluster).script("ALTER ROLE odoo SUPERUSER");
        test.clusters.stop(cluster);

        test.clusters.start(cluster);

        assertThat(asOdoo(cluster)
                        .rows("SELECT rolsuper, pg_has_role('pg_execute_server_program', 'member')"
                                + " FROM pg_roles WHERE rolname = 'odoo'"))
                .containsExactly(List.of("f", "f"));
        test.clusters.stop(cluster);
    }

    private static Connection connect(String database, String user, String password) throws SQLException {
        Connection connection = new JdbcDatabase(production, database, new Login(user, password, Map.of())).connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
        return connection;
    }
}
