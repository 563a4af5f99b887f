package dev.understudy.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.Own;
import dev.understudy.model.audit.AuditReport.Talker;
import dev.understudy.model.audit.Caution;
import dev.understudy.model.audit.Cautions;
import dev.understudy.model.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** An Odoo that a sysadmin has installed is looked at, and stays as it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1800)
class AuditIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COUNTERS =
            "SELECT sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_del) FROM pg_stat_user_tables";

    private final PlainOdoo odoo = new PlainOdoo("19.0");
    private final Home home = nothingIn();

    @BeforeAll
    void aCompanyWorks() throws IOException {
        odoo.install("contacts");
        Path talks = Files.createDirectories(odoo.addons().resolve("acme_talks"));
        Files.writeString(talks.resolve("__manifest__.py"), "{'name': 'Talks', 'version': '1.1', 'author': 'ACME'}\n");
        Files.writeString(
                talks.resolve("__init__.py"),
                "import requests\nfrom odoo import fields\nclass A:\n    ftp_password = fields.Char()\n");
        Path idle = Files.createDirectories(odoo.addons().resolve("acme_idle"));
        Files.writeString(idle.resolve("__manifest__.py"), "{'name': 'Idle'}\n");
        odoo.sql(PlainOdoo.DATABASE, """
                INSERT INTO ir_module_module (name, state, latest_version, author)
                VALUES ('acme_talks', 'installed', '19.0.1.0', 'ACME'), ('acme_gone', 'installed', '19.0.1.0', 'ACME');
                CREATE TABLE acme_import (line text); INSERT INTO acme_import VALUES ('a'); ANALYZE acme_import;
                SELECT lo_create(0);
                INSERT INTO ir_mail_server (name, active, smtp_host, smtp_encryption, smtp_authentication, sequence)
                VALUES ('Mail', true, 'mail.acme.example', 'none', 'login', 1);
                """);
        String lost = odoo.sql(
                PlainOdoo.DATABASE,
                "SELECT store_fname FROM ir_attachment WHERE store_fname IS NOT NULL ORDER BY id LIMIT 1");
        Files.delete(odoo.filestore().resolve(lost));
        Files.createDirectories(odoo.filestore().resolve("zz"));
        Files.writeString(odoo.filestore().resolve("zz/orphan"), "12345");
    }

    @AfterAll
    void leaveNothing() throws IOException {
        odoo.close();
        // Not a file came into it.
        Files.delete(home.directory());
    }

    @Test
    void aDebianPackageThatRunsIsToldWhole() throws IOException {
        odoo.start();
        Path page = Files.createTempFile("audit", ".html");
        page.toFile().deleteOnExit();

        Cli.Ended ended = audit("--html", page.toString());
        odoo.stop();

        AuditReport report = JSON.readValue(ended.out(), AuditReport.class);
        assertThat(report.installation().kind()).isEqualTo(Kind.DEBIAN);
        assertThat(report.installation().process()).isPositive();
        assertThat(report.installation().user()).isEqualTo("odoo");
        assertThat(report.odoo().series()).isEqualTo("19.0");
        assertThat(report.odoo().leastPostgres()).isEqualTo(13);
        assertThat(report.odoo().compared()).isTrue();
        assertThat(report.odoo().changedModules()).isEmpty();
        assertThat(report.data().users()).isPositive();
        assertThat(report.data().withoutKey()).contains("acme_import");
        assertThat(report.data().largeObjects()).isEqualTo(1);
        assertThat(report.modules().withoutCode()).containsExactly("acme_gone");
        assertThat(report.modules().codeNotInstalled()).containsExactly("acme_idle");
        assertThat(report.modules().behind()).containsExactly("acme_talks");
        assertThat(report.modules().own()).extracting(Own::name).containsExactly("acme_talks");
        assertThat(requireNonNull(report.filestore()).missing()).isPositive();
        assertThat(requireNonNull(report.filestore()).orphaned()).isEqualTo(1);
        assertThat(requireNonNull(report.filestore()).orphanedBytes()).isEqualTo(5);
        assertThat(report.outside().talkers())
                .containsExactly(new Talker("acme_talks", List.of("requests"), List.of("ftp_password"), false));
        assertThat(report.outside().services()).extracting("table").contains("ir_mail_server");
        assertThat(report.work().crons()).isPositive();
        assertThat(report.folders()).extracting(Folder::path).contains("/opt/acme/addons");
        assertThat(report.notMeasured()).isEmpty();
        assertThat(Cautions.of(report))
                .extracting(Caution::key)
                .contains("without-code", "missing-files", "lists-databases", "not-in-git");
        for (String told : List.of(ended.out(), ended.err(), Files.readString(page))) {
            assertThat(told).doesNotContain(odoo.password());
        }
        Files.delete(page);
    }

    @Test
    void nothingIsWrittenAndALockKeepsNobodyWaiting() throws IOException {
        String before = odoo.sql(PlainOdoo.DATABASE, COUNTERS);
        Process holder = new ProcessBuilder(
                        "setpriv",
                        "--reuid",
                        "nobody",
                        "--clear-groups",
                        "--regid",
                        "nogroup",
                        "--",
                        "psql",
                        "-h",
                        odoo.root().resolveSibling("run").toString(),
                        "-p",
                        Integer.toString(odoo.port()),
                        "-U",
                        "postgres",
                        "-d",
                        PlainOdoo.DATABASE,
                        "-X")
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var statements = holder.outputWriter()) {
            statements.write("BEGIN; LOCK TABLE ir_cron IN ACCESS EXCLUSIVE MODE;\n");
            statements.flush();
            Await.until(
                    java.time.Duration.ofMinutes(1),
                    () -> odoo.sql(
                            "postgres",
                            "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL"),
                    count -> !count.equals("0"));

            AuditReport report = JSON.readValue(audit().out(), AuditReport.class);

            assertThat(report.notMeasured()).anySatisfy(one -> {
                assertThat(one.what()).isEqualTo("ir_cron");
                assertThat(one.why()).isEqualTo("locked");
            });
            assertThat(report.modules().installed()).isPositive();
        }
        holder.onExit().join();
        assertThat(odoo.sql(PlainOdoo.DATABASE, COUNTERS)).isEqualTo(before);
    }

    @Test
    void whatIsWrongIsSaidWithItsMend() throws IOException {
        Path other = Files.createTempFile("odoo", ".conf");
        other.toFile().deleteOnExit();
        String configured = Files.readString(odoo.configuration());

        Files.writeString(other, configured.replaceAll("db_password = .*", "db_password = wrong"));
        assertThat(problem("--config", other.toString())).isEqualTo("audit.database-refused");

        Files.writeString(other, configured);
        odoo.sql("postgres", "CREATE DATABASE shop OWNER odoo");
        assertThat(problem("--config", other.toString(), "--database", "shop")).isEqualTo("audit.not-odoo");
        assertThat(problem("--config", other.toString(), "--database", "nowhere"))
                .isEqualTo("audit.no-such-database");

        Files.writeString(other, configured.replaceAll("db_name = .*", ""));
        assertThat(problem("--config", other.toString())).isEqualTo("audit.several-databases");

        Files.writeString(other, configured.replaceAll("db_port = .*", "db_port = 1"));
        assertThat(problem("--config", other.toString())).isEqualTo("audit.database-unreachable");

        Files.writeString(other, "Dear colleague, the file is elsewhere.\n");
        assertThat(problem("--config", other.toString())).isEqualTo("audit.bad-configuration");
        assertThat(problem("--config", other + ".gone")).isEqualTo("audit.no-configuration");
        assertThat(problem("--database", "postgresql://odoo:secret@localhost/acme"))
                .isEqualTo("audit.password-in-address");
        Files.delete(other);
    }

    /** Who audits has no home yet. */
    private static Home nothingIn() {
        try {
            return new Home(Files.createTempDirectory("nothing"), Path.of("/nonexistent"), 1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Cli.Ended audit(String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("audit", "--config", odoo.configuration().toString()));
        words.addAll(List.of(more));
        Cli.Ended ended = Cli.run(home, words.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    private String problem(String... arguments) {
        List<String> words = new java.util.ArrayList<>(List.of("audit"));
        words.addAll(List.of(arguments));
        Cli.Ended ended = Cli.run(home, words.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.out()).isIn(1, 2);
        assertThat(ended.problem().mend()).isNotBlank();
        assertThat(ended.err()).doesNotContain(odoo.password());
        return ended.problem().code();
    }
}
