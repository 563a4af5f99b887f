package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.Caution;
import dev.understudy.model.audit.Cautions;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.postgres.TestClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What somebody's installation may be like: each is told by its code and its mend, and nothing of it is changed. */
@Timeout(300)
class BadInputTest {

    private static final LocalHost HOST = new LocalHost("local", CommandLog.NONE);
    private static final String WRONG = "hunter2-of-somebody";

    private static TestClusters test;
    private static Cluster theirs;
    private static String password;

    @TempDir
    private Path folder;

    private Path configuration;
    private final int port = LoopbackPorts.free();

    BadInputTest() throws IOException {}

    @BeforeAll
    static void theirServer() throws IOException {
        test = new TestClusters();
        theirs = test.running("theirs", Purpose.COPY);
        password = test.clusters.renewOdooPassword(theirs);
        test.clusters.database(theirs, "odoo").owner().script("""
                CREATE TABLE ir_module_module (id serial PRIMARY KEY, name text, state text, latest_version text,
                                               author text, shortdesc text);
                INSERT INTO ir_module_module (name, state, latest_version, author)
                    VALUES ('base', 'installed', '21.0.1.3', 'Odoo S.A.');
                CREATE TABLE note AS SELECT i AS id, md5(i::text) AS text FROM generate_series(1, 20000) i;
                """);
    }

    @AfterAll
    static void remove() {
        test.close();
    }

    @BeforeEach
    void theirConfiguration() throws IOException {
        configuration =
                configuration("db_password = " + password, "addons_path = /nowhere/addons", "data_dir = /nowhere");
    }

    private Path configuration(String... lines) throws IOException {
        return Files.writeString(
                folder.resolve("odoo.conf"), """
                [options]
                db_host = 127.0.0.1
                db_port = %d
                db_user = odoo
                db_name = odoo
                admin_passwd = %s
                %s
                """.formatted(theirs.port(), WRONG, String.join("\n", lines)));
    }

    private FollowSettings settings(Path config, @Nullable Path filestore, String... stop) {
        return new FollowSettings(
                config,
                new FollowSettings.Data("odoo", Optional.ofNullable(filestore), Optional.empty()),
                port,
                OptionalInt.empty(),
                List.of(stop),
                List.of("true"));
    }

    private static AuditReport audit(AuditOrder order) {
        return new Audit(HOST, InstantSource.system(), Map.of()).look(order);
    }

    /** What is told of it, in full. */
    private static String fault(ThrowingCallable act, String code) {
        FaultException failure = catchThrowableOfType(FaultException.class, act);
        assertThat(failure).as(code).isNotNull();
        assertThat(failure.fault().code()).isEqualTo(code);
        String mend = FaultTexts.of(Locale.ENGLISH).mend(failure.fault());
        assertThat(mend).as("the mend of " + code).isNotBlank();
        return FaultTexts.of(Locale.ENGLISH).line(failure.fault()) + failure;
    }

    /** As the tables of a program for reports, which a database administrator has made. */
    @Test
    void whatItsOwnRoleMayNotReadIsToldAndLeftOut() throws IOException {
        Database administrator = test.superuser(theirs, "odoo");
        administrator.script("""
                CREATE SCHEMA reports; CREATE TABLE reports."Sales" (id serial PRIMARY KEY, total numeric);
                CREATE VIEW public.sold AS SELECT total FROM reports."Sales";
                CREATE TABLE public.shown AS SELECT 1 AS id; GRANT SELECT ON public.shown TO odoo;
                """);
        try {
            AuditReport report = audit(new AuditOrder(configuration.toString(), "", "", "", "en"));

            assertThat(report.data().unreadable())
                    .containsExactly("public.sold", "reports.\"Sales\"", "reports.\"Sales_id_seq\"");
            assertThat(Cautions.of(report)).extracting(Caution::key).contains("unreadable");
            FollowedOdoo odoo = new FollowedOdoo(HOST);
            Seen seen = odoo.look(settings(configuration, folder));
            odoo.dump(seen, folder.resolve("dumped"));
            String list = HOST.require(Command.of(
                            new PostgresBinaries(HOST).of(theirs.pgdata()).resolve("pg_restore"),
                            "--list",
                            folder.resolve("dumped")))
                    .out();
            assertThat(list)
                    .contains("TABLE DATA public note", "TABLE DATA public shown")
                    .doesNotContain("Sales", "sold");
        } finally {
            administrator.script("DROP SCHEMA reports CASCADE; DROP TABLE public.shown");
        }
    }

    @Test
    void passwordsOfAConfigurationAreNeverShown() throws IOException {
        String refused = fault(
                () -> audit(
                        new AuditOrder(configuration("db_password = " + WRONG).toString(), "", "", "", "en")),
                "audit.database-refused");
        assertThat(refused).doesNotContain(WRONG);

        theirConfiguration();
        AuditReport report = audit(new AuditOrder(configuration.toString(), "", "", "", "en"));
        assertThat(JsonMapper.shared().writeValueAsString(report) + report).doesNotContain(WRONG, password);
        Seen seen = new FollowedOdoo(HOST).look(settings(configuration, folder));
        assertThat(seen.toString()).doesNotContain(WRONG, password);
    }

    @Test
    void pathsThatAreNotThereAreToldAndAnAuditGoesOn() {
        AuditReport report = audit(new AuditOrder(configuration.toString(), "", "", "", "en"));

        assertThat(report.filestore()).isNull();
        assertThat(report.notMeasured()).extracting("what", "why").contains(tuple("filestore", "no-folder"));
        FollowedOdoo odoo = new FollowedOdoo(HOST);
        assertThat(fault(() -> odoo.look(settings(configuration, null)), "follow.no-filestore"))
                .contains("/nowhere/filestore/odoo");
        fault(() -> odoo.look(settings(folder.resolve("gone.conf"), folder)), "follow.no-configuration");
        fault(
                () -> audit(new AuditOrder(folder.resolve("gone.conf").toString(), "", "", "", "en")),
                "audit.no-configuration");
    }

    /** As a unit with {@code Restart=always} does with what was stopped by hand. */
    @Test
    void anOdooThatIsStartedAgainIsNotTakenOver() {
        FollowedOdoo odoo = new FollowedOdoo(HOST);
        FollowSettings settings = settings(
                configuration,
                folder,
                "sh",
                "-c",
                "(sleep 0.4; exec python3 -m http.server --bind 127.0.0.1 --directory " + folder + " " + port
                        + ") >/dev/null 2>&1 & echo $! > " + folder.resolve("pid"));
        Seen seen = odoo.look(settings);
        try {
            fault(() -> odoo.stop(settings, seen), "follow.started-again");
            fault(() -> odoo.requireStopped(settings), "follow.started-again");
        } finally {
            HOST.require(Command.of("sh", "-c", "kill $(cat \"$0\")", folder.resolve("pid")));
        }
    }

    @Test
    void oneInWhoseDatabaseSomebodyIsAtWorkIsNotTakenOver() throws Exception {
        FollowedOdoo odoo = new FollowedOdoo(HOST, Duration.ofSeconds(1));
        FollowSettings settings = settings(configuration, folder, "true");
        Seen seen = odoo.look(settings);
        String url = "jdbc:postgresql://127.0.0.1:" + theirs.port() + "/odoo?ApplicationName=a-report";
        try (Connection _ = DriverManager.getConnection(url, "odoo", password)) {
            assertThat(fault(() -> odoo.stop(settings, seen), "follow.still-written"))
                    .contains("a-report");
        }
        odoo.stop(settings, seen);
    }

    @Test
    void oneThatCannotBeStoppedSaysSoInItsOwnWords() {
        FollowedOdoo odoo = new FollowedOdoo(HOST);
        FollowSettings settings = settings(configuration, folder, "sh", "-c", "echo not loaded >&2; exit 5");
        Seen seen = odoo.look(settings);

        assertThat(fault(() -> odoo.stop(settings, seen), "follow.stop-failed")).contains("not loaded");
    }

    @Test
    void aDumpIsToldForWhatItIs() throws IOException {
        for (String format : List.of("custom", "plain")) {
            Path whole = dump("odoo", format);
            byte[] bytes = Files.readAllBytes(whole);
            Path cut = Files.write(folder.resolve("cut-" + format), Arrays.copyOf(bytes, bytes.length * 2 / 3));
            FaultException refused = catchThrowableOfType(FaultException.class, () -> audit(ofDump(cut)));
            assertThat(refused.fault().code()).as(format).isIn("dump.cut-off", "audit.dump-unreadable");

            // Of a series that is to come: an audit says so, and who restores it is refused.
            assertThat(audit(ofDump(whole)).odoo().series()).isEqualTo("21.0");
        }
        test.clusters.createDatabase(theirs, "shop");
        fault(() -> audit(ofDump(dump("shop", "custom"))), "audit.not-odoo");
    }

    private static AuditOrder ofDump(Path dump) {
        return new AuditOrder("", dump.toString(), "", "", "en");
    }

    private Path dump(String database, String format) {
        Path file = folder.resolve(database + "." + format);
        HOST.require(Command.of(
                "env",
                "PGPASSWORD=" + password,
                new PostgresBinaries(HOST).of(theirs.pgdata()).resolve("pg_dump"),
                "--host=127.0.0.1",
                "--port=" + theirs.port(),
                "--username=odoo",
                "--format=" + format,
                "--file=" + file,
                database));
        return file;
    }
}
