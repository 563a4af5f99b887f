package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.Own;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.home.Home;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** An Odoo that runs in a container of a real Docker engine, as Compose starts it. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(2400)
class ContainerAuditIT {

    private final PlainOdoo odoo = new PlainOdoo("19.0");
    private final DockerEngine docker = DockerEngine.ofTheMachine(odoo.host());
    private final int port = LoopbackPorts.free();
    private final Path nothing = folder();

    @BeforeAll
    void aContainerServes() throws IOException {
        odoo.install("contacts");
        Path module = Files.createDirectories(odoo.addons().resolve("acme_talks"));
        Files.writeString(module.resolve("__manifest__.py"), "{'name': 'Talks', 'version': '19.0.1.1.0'}\n");
        Files.writeString(module.resolve("__init__.py"), "");
        odoo.sql(
                PlainOdoo.DATABASE,
                "INSERT INTO ir_module_module (name, state, latest_version) VALUES ('acme_talks', 'installed', '19.0.1.1.0')");
        docker.image(odoo.root(), "acme/odoo:19.0");
        CommandResult started = docker.run(
                "run",
                "--detach",
                "--name=acme-odoo-1",
                "--network=host",
                "--user=odoo",
                "--restart=unless-stopped",
                "--volume=" + odoo.root().resolve("var/lib/odoo") + ":/var/lib/odoo",
                "--label=com.docker.compose.project=acme",
                "--label=com.docker.compose.service=odoo",
                "acme/odoo:19.0",
                "/usr/bin/odoo",
                "-c",
                "/etc/odoo/odoo.conf",
                "--http-port",
                Integer.toString(port));
        assertThat(started.succeeded()).as(started.err()).isTrue();
        Await.until(
                Duration.ofMinutes(5),
                () -> docker.run("logs", "acme-odoo-1").err(),
                said -> said.contains("HTTP service"));
    }

    @AfterAll
    void leaveNothing() throws IOException {
        try (odoo;
                docker) {
            Files.delete(nothing);
        }
    }

    @Test
    void isToldWholeAndNothingOfItsPathsIsTakenForThisMachines() {
        Cli.Ended ended = Cli.run(new Home(nothing, Path.of("/nonexistent"), 1), "audit");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        AuditReport report = JsonMapper.shared().readValue(ended.out(), AuditReport.class);
        assertThat(report.installation().kind()).isEqualTo(Kind.CONTAINER);
        assertThat(report.installation().here()).isFalse();
        assertThat(report.odoo().series()).isEqualTo("19.0");
        assertThat(report.data().database()).isEqualTo(PlainOdoo.DATABASE);
        assertThat(report.modules().own()).extracting(Own::name).containsExactly("acme_talks");
        assertThat(report.modules().withoutCode()).isEmpty();
        assertThat(report.folders())
                .filteredOn(Folder::present)
                .extracting(Folder::path)
                .contains("/opt/acme/addons");
        assertThat(report.filestore()).isNotNull();
        assertThat(ended.out() + ended.err()).doesNotContain(odoo.password());
    }

    /** Its database is one that this machine reaches too. */
    @Test
    void howItIsFollowedIsFoundOut() throws IOException {
        Path adopted = nothing.resolve("adopted");

        Cli.Ended ended = Cli.run(new Home(nothing, Path.of("/nonexistent"), 1), "adopt", adopted.toString());

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        FollowSettings follows = ProjectFile.read(adopted.resolve("understudy.yaml"))
                .require()
                .production()
                .follows()
                .orElseThrow();
        assertThat(follows.data().container()).isEmpty();
        assertThat(follows.data().filestore()).contains(odoo.filestore());
        assertThat(follows.port()).isEqualTo(port);
        assertThat(follows.start())
                .containsExactly(
                        "sh", "-c", "docker update --restart=unless-stopped acme-odoo-1 && docker start acme-odoo-1");
        assertThat(Files.readString(follows.config())).contains("db_host = 127.0.0.1");
        odoo.host().delete(adopted);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("nothing");
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
