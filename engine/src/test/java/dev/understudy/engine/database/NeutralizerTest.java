package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.release.ManifestFiles;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.odoo.neutralize.Identity;
import dev.understudy.odoo.series.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralizerTest {

    private static final Identity COPY =
            new Identity("http://127.0.0.1:8070", "http://127.0.0.1:8070", "the-uuid", "the-secret");
    private static final ModuleCatalog NO_CODE = ModuleCatalog.read(List.of(), List.of(), new ManifestFiles());

    private static final String TABLES = """
            CREATE TABLE ir_module_module (name text, state text);
            CREATE TABLE ir_config_parameter (
              id serial, key text UNIQUE, value text, create_uid int, create_date timestamp,
              write_uid int, write_date timestamp);
            """;

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());

    @BeforeEach
    void odoo() {
        database.script(TABLES + """
                CREATE TABLE orders (id int PRIMARY KEY);
                CREATE SUBSCRIPTION "from the shop" CONNECTION 'host=127.0.0.1 port=1 dbname=shop password=secret'
                  PUBLICATION orders WITH (connect = false);
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"14.0", "19.0"})
    void isDoneAgainWithTheSameResult(String series) {
        Neutralizer neutralizer = new Neutralizer(Series.of(series));

        int held = neutralizer.neutralize(database, NO_CODE, COPY);

        assertThat(neutralizer.neutralize(database, NO_CODE, COPY)).isEqualTo(held);
    }

    @Test
    void aCopyThatSubscribesToSomethingDoesNotStart() {
        database.script("UPDATE pg_subscription SET subenabled = true");

        assertNotHarmless("19.0", "subscriptions");
    }

    @Test
    void anotherDatabasesSubscriptionIsNotAskedFor() {
        database.script("UPDATE pg_subscription SET subenabled = true");
        Direct other = new Direct(TestPostgres.shared().newDatabase());
        other.script(TABLES);

        assertThat(new Neutralizer(Series.of("19.0")).neutralize(other, NO_CODE, COPY))
                .isPositive();
    }

    @Test
    void aViewInATablesPlaceAnswersForNothing() {
        database.script("""
                CREATE TABLE jobs (id int, active boolean);
                CREATE TABLE ir_model_data (model text, module text, name text, res_id int);
                CREATE VIEW ir_cron AS SELECT id, active AND current_user <> session_user AS active FROM jobs;
                """);

        assertNotHarmless("19.0", "plain-tables");
    }

    @Test
    void functionsNamedLikePostgresqlsAnswerForNothing() {
        database.script("""
                CREATE TABLE ir_cron (id int, active boolean);
                INSERT INTO ir_cron VALUES (1, true);
                CREATE TABLE ir_model_data (model text, module text, name text, res_id int);
                CREATE FUNCTION public.to_regclass(text) RETURNS regclass LANGUAGE sql AS 'SELECT NULL::regclass';
                CREATE FUNCTION public.format(text, integer) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
                END $$;
                """);

        assertNotHarmless("14.0", "crons");
    }

    @Test
    void keysOfProductionDoNotOpenACopy() {
        database.script("CREATE TABLE res_users_apikeys (id int); INSERT INTO res_users_apikeys VALUES (1)");

        new Neutralizer(Series.of("19.0")).neutralize(database, NO_CODE, COPY);

        assertThat(database.rows("SELECT id FROM res_users_apikeys")).isEmpty();
    }

    @Test
    void keysOfProductionOpenACopyThatIsToldToLetThemIn() {
        database.script("CREATE TABLE res_users_apikeys (id int); INSERT INTO res_users_apikeys VALUES (1)");
        Identity open =
                new Identity(COPY.baseUrl(), COPY.reportUrl(), COPY.uuid(), COPY.secret(), true, OptionalInt.empty());

        new Neutralizer(Series.of("19.0")).neutralize(database, NO_CODE, open);

        assertThat(database.rows("SELECT id FROM res_users_apikeys")).containsExactly(List.of("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"14.0", "19.0"})
    void theMailOfACopyIsCaughtByItsMailboxAlone(String series) {
        database.script("""
                CREATE TABLE ir_mail_server (id serial, name text NOT NULL, smtp_host text, smtp_port int, active boolean,
                  smtp_encryption text, smtp_user text, smtp_pass text, from_filter text, sequence int);
                INSERT INTO ir_mail_server (name, smtp_host, smtp_port, active, smtp_encryption, smtp_user, smtp_pass, from_filter)
                VALUES ('Ours', 'mail.acme.example', 587, true, 'starttls', 'erp', 'secret', NULL),
                       ('Of another copy', '127.0.0.1', 8121, true, 'none', NULL, NULL, NULL),
                       ('Nowhere', 'invalid', 1025, false, 'ssl', 'erp', NULL, 'acme.example');
                """);
        Identity caught = withMailbox(8101);
        Neutralizer neutralizer = new Neutralizer(Series.of(series));

        // Odoo's own file does so in later series.
        database.script("UPDATE ir_mail_server SET active = false");
        neutralizer.neutralize(database, NO_CODE, caught);
        int held = neutralizer.neutralize(database, NO_CODE, caught);

        assertThat(held).isPositive();
        assertThat(database.rows("""
                        SELECT smtp_host, smtp_port::text, smtp_encryption, coalesce(smtp_user, '-'), coalesce(from_filter, '-')
                          FROM ir_mail_server WHERE active""")).containsExactly(List.of("127.0.0.1", "8101", "none", "-", "-"));
    }

    @Test
    void aMailServerOfAnotherCopyIsNoMailboxOfThisOne() {
        database.script("""
                CREATE TABLE ir_mail_server (id serial, name text NOT NULL, smtp_host text, smtp_port int, active boolean);
                INSERT INTO ir_mail_server (name, smtp_host, smtp_port, active) VALUES ('Other', '127.0.0.1', 8121, true);
                """);

        assertThatThrownBy(() -> new Neutralizer(Series.of("19.0")).neutralize(database, NO_CODE, withMailbox(8101)))
                .hasMessageContaining("mail-servers")
                .hasMessageContaining("Other");
    }

    @Test
    void aColumnNamedAsTheRowAnswersForNothing() {
        database.script("""
                CREATE TABLE ir_mail_server (id serial, name text NOT NULL, smtp_host text, smtp_port int, active boolean,
                  server jsonb);
                INSERT INTO ir_mail_server (name, smtp_host, smtp_port, active, server)
                VALUES ('Other', '127.0.0.1', 25, true, '{"smtp_port": 8101}');
                """);

        assertThatThrownBy(() -> new Neutralizer(Series.of("19.0")).neutralize(database, NO_CODE, withMailbox(8101)))
                .hasMessageContaining("mail-servers")
                .hasMessageContaining("Other");
    }

    private static Identity withMailbox(int port) {
        return new Identity(COPY.baseUrl(), COPY.reportUrl(), COPY.uuid(), COPY.secret(), false, OptionalInt.of(port));
    }

    /** What addons make of it that keep parameters by company, and mail servers in files. */
    @Test
    void tablesThatAddonsChangedAreNeutralizedToo(@TempDir Path addons) throws IOException {
        module(addons, "base", """
                UPDATE ir_mail_server SET active = false;
                INSERT INTO ir_mail_server(name, smtp_port, smtp_host, smtp_encryption, active, smtp_authentication)
                VALUES ('neutralization - disable emails', 1025, 'invalid', 'none', true, 'login');
                UPDATE ir_cron SET active = false;
                INSERT INTO ir_config_parameter (key, value) VALUES ('database.is_neutralized', true)
                    ON CONFLICT (key) DO UPDATE SET value = true;
                """);
        module(addons, "acme_peppol", """
                INSERT INTO ir_config_parameter (key, value) VALUES ('acme.mode', 'demo')
                ON CONFLICT (key) DO UPDATE SET value = 'demo';
                """);
        database.script("""
                ALTER TABLE ir_config_parameter DROP CONSTRAINT ir_config_parameter_key_key, ADD COLUMN company_id int;
                INSERT INTO ir_config_parameter (key, value) VALUES ('acme.mode', 'prod');
                CREATE TABLE ir_mail_server (id serial, name text NOT NULL, smtp_host text, active boolean, sequence int);
                INSERT INTO ir_mail_server (name, smtp_host, active) VALUES ('Ours', 'mail.acme.example', true);
                CREATE TABLE ir_model_data (model text, module text, name text, res_id int);
                CREATE TABLE ir_cron (id int, active boolean);
                INSERT INTO ir_cron VALUES (1, true);
                """);
        ModuleCatalog code = ModuleCatalog.read(List.of(addons), List.of(), new ManifestFiles());

        new Neutralizer(Series.of("19.0")).neutralize(database, code, COPY);

        assertThat(database.rows("SELECT smtp_host, active FROM ir_mail_server ORDER BY id"))
                .containsExactly(List.of("mail.acme.example", "f"), List.of("invalid", "t"));
        assertThat(database.rows("SELECT value FROM ir_config_parameter WHERE key = 'acme.mode'"))
                .containsExactly(List.of("demo"));
        assertThat(database.rows("SELECT active FROM ir_cron")).containsExactly(List.of("f"));
        assertThat(database.rows("SELECT indexname FROM pg_indexes WHERE tablename = 'ir_config_parameter'"))
                .isEmpty();
    }

    private void module(Path addons, String name, String sql) throws IOException {
        Path file = addons.resolve(name).resolve("data/neutralize.sql");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(addons.resolve(name).resolve("__manifest__.py"), "{'version': '19.0.1.0.0'}");
        Files.writeString(file, sql);
        database.script("INSERT INTO ir_module_module VALUES ('" + name + "', 'installed')");
    }

    @Test
    void aReleasesStatementsCountInPlaceOfThoseThatItMends(@TempDir Path addons) throws IOException {
        module(addons.resolve("old"), "acme_bad", "UPDATE nowhere SET x = 1;");
        module(addons.resolve("new"), "acme_bad", "UPDATE orders SET id = id;");
        ManifestFiles files = new ManifestFiles();
        ModuleCatalog runs = ModuleCatalog.read(List.of(addons.resolve("old")), List.of(), files);
        ModuleCatalog release = ModuleCatalog.read(List.of(addons.resolve("new")), List.of(), files);

        assertThat(new Neutralizer(Series.of("19.0")).neutralize(database, runs.under(release), COPY))
                .isPositive();
    }

    /** What is wrong with it is told later, by who looks at the code. */
    @Test
    void aReleaseWhoseManifestIsBrokenKeepsNoCopyFromBeingNeutralized(@TempDir Path addons) throws IOException {
        module(addons.resolve("old"), "acme_good", "UPDATE orders SET id = id;");
        module(addons.resolve("new"), "acme_good", "UPDATE orders SET id = id;");
        Files.writeString(addons.resolve("new/acme_good/__manifest__.py"), "{'version' '19.0.1.1.0'}");
        ManifestFiles files = new ManifestFiles();
        ModuleCatalog runs = ModuleCatalog.read(List.of(addons.resolve("old")), List.of(), files);
        ModuleCatalog release = ModuleCatalog.read(List.of(addons.resolve("new")), List.of(), files);

        assertThat(new Neutralizer(Series.of("19.0")).neutralize(database, runs.under(release), COPY))
                .isPositive();
    }

    @Test
    void aModulesOwnStatementsThatFailAreNamed(@TempDir Path addons) throws IOException {
        Path file = addons.resolve("acme_bad/data/neutralize.sql");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(addons.resolve("acme_bad/__manifest__.py"), "{'name': 'Bad', 'version': '19.0.1.0.0'}");
        Files.writeString(file, "UPDATE nowhere SET x = 1;");
        database.script("INSERT INTO ir_module_module VALUES ('acme_bad', 'installed')");
        ModuleCatalog code = ModuleCatalog.read(List.of(addons), List.of(), new ManifestFiles());

        assertThatThrownBy(() -> new Neutralizer(Series.of("19.0")).neutralize(database, code, COPY))
                .hasMessageContaining("neutralize.module-failed")
                .hasMessageContaining("acme_bad")
                .hasMessageContaining("nowhere");
    }

    private void assertNotHarmless(String series, String assertion) {
        assertThatThrownBy(() -> new Neutralizer(Series.of(series)).neutralize(database, NO_CODE, COPY))
                .hasMessageContaining("neutralize.not-harmless")
                .hasMessageContaining(assertion);
    }
}
