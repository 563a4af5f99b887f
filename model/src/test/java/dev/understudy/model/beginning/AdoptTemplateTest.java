package dev.understudy.model.beginning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Data;
import dev.understudy.model.audit.AuditReport.Installation;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.audit.AuditReport.Modules;
import dev.understudy.model.audit.AuditReport.OdooBuild;
import dev.understudy.model.audit.AuditReport.Outside;
import dev.understudy.model.audit.AuditReport.Plan;
import dev.understudy.model.audit.AuditReport.Work;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.config.OdooSource;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdoptTemplateTest {

    static Stream<Arguments> followed() {
        return Stream.of(
                arguments(
                        "what a unit starts",
                        adopted("/lib/systemd/system/odoo.service"),
                        follows(
                                "/etc/odoo/odoo.conf",
                                "/var/lib/odoo/filestore/Pumps",
                                "",
                                8069,
                                List.of("systemctl", "disable", "--now", "odoo"),
                                List.of("systemctl", "enable", "--now", "odoo"))),
                arguments(
                        "a database that only its network reaches: through its container",
                        contained(
                                "/var/lib/docker/volumes/acme_web/_data/filestore/Pumps",
                                new Adopted.Contained(
                                        "/srv/pumps/copy/odoo.conf", "docker", "acme-odoo-1", "always", "acme-db-1")),
                        follows(
                                "/srv/pumps/copy/odoo.conf",
                                "/var/lib/docker/volumes/acme_web/_data/filestore/Pumps",
                                "acme-db-1",
                                8169,
                                shell("docker update --restart=no acme-odoo-1 && docker stop acme-odoo-1"),
                                shell("docker update --restart=always acme-odoo-1 && docker start acme-odoo-1"))),
                arguments(
                        "a database that this machine reaches: no network of a container",
                        contained(
                                "/srv/pumps/web/filestore/Pumps",
                                new Adopted.Contained("/srv/pumps/copy/odoo.conf", "podman", "odoo", "", "")),
                        follows(
                                "/srv/pumps/copy/odoo.conf",
                                "/srv/pumps/web/filestore/Pumps",
                                "",
                                8169,
                                shell("podman update --restart=no odoo && podman stop odoo"),
                                shell("podman update --restart=no odoo && podman start odoo"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("followed")
    void whatServesIsFollowedUntilItIsTakenOver(String what, Adopted adopted, FollowSettings follows) {
        Project project =
                ProjectFile.read("understudy.yaml", AdoptTemplate.text(adopted)).require();

        assertThat(project.production().database()).isEqualTo("pumps");
        assertThat(project.production().follows()).as(what).contains(follows);
    }

    private static FollowSettings follows(
            String config, String filestore, String container, int port, List<String> stop, List<String> start) {
        return new FollowSettings(
                Path.of(config),
                new FollowSettings.Data(
                        "Pumps",
                        Optional.of(Path.of(filestore)),
                        Optional.of(container).filter(name -> !name.isEmpty())),
                port,
                OptionalInt.of(port + 3),
                stop,
                start);
    }

    private static List<String> shell(String words) {
        return List.of("sh", "-c", words);
    }

    /** As {@link #adopted(String)}, served by a container. */
    private static Adopted contained(String filestore, Adopted.Contained container) {
        Adopted seen = adopted("");
        return new Adopted(
                seen.report(),
                seen.dump(),
                seen.filestore(),
                new Adopted.Served(8169, 8172, filestore, container, "", List.of()),
                seen.code(),
                1,
                1,
                1);
    }

    @Test
    void whereNoUnitIsKnownSomebodyFillsItIn() {
        String text = AdoptTemplate.text(adopted(""));

        assertThat(text)
                .contains("    # Not found out: docker ps: no answer\n")
                .contains("    # follows:\n    #   config: \"/etc/odoo/odoo.conf\"\n");
        assertThat(ProjectFile.read("understudy.yaml", text)
                        .require()
                        .production()
                        .follows())
                .isEmpty();
    }

    /** Nothing that a container starts is on this machine; Debian has no package of 17. */
    @Test
    void whatRunsInAContainerIsMadeOfItsSource() {
        String text = AdoptTemplate.text(adopted(
                new Installation(
                        Kind.CONTAINER, "/etc/odoo/odoo.conf", 7, "odoo", "", List.of("odoo"), false, "", List.of()),
                new OdooBuild(
                        "17.0", "17.0", "/usr/lib/python3/dist-packages/odoo", "enterprise", 13, List.of(), true)));

        Project project = ProjectFile.read("understudy.yaml", text).require();
        assertThat(project.odoo().origin()).isInstanceOf(OdooSource.Source.class);
        assertThat(text)
                .contains("source: { url: \"https://github.com/odoo/odoo.git\", ref: \"17.0\" }")
                .contains("enterprise: { url: \"git@github.com:odoo/enterprise.git\", ref: \"17.0\" }")
                .doesNotContain("command:", "dist-packages");
    }

    private static Adopted adopted(String unit) {
        return adopted(
                new Installation(
                        Kind.DEBIAN,
                        "/etc/odoo/odoo.conf",
                        7,
                        "odoo",
                        unit,
                        List.of("/usr/bin/odoo"),
                        true,
                        "",
                        List.of()),
                new OdooBuild(
                        "19.0", "19.0.1", "/usr/lib/python3/dist-packages/odoo", "community", 13, List.of(), true));
    }

    private static Adopted adopted(Installation installation, OdooBuild odoo) {
        AuditReport report = new AuditReport(
                Instant.EPOCH,
                900,
                installation,
                odoo,
                null,
                new Data("Pumps", 1000, List.of(), 5, List.of(), List.of(), 0, 3, 1),
                List.of(),
                new Modules(70, List.of(), List.of(), List.of(), List.of(), List.of(), true),
                null,
                new Outside(List.of(), List.of(), false),
                new Work(10, 1, List.of(), 0, 2, 1, List.of(), false, true),
                List.of(),
                new Plan(10, 100, 60, List.of("adopt")),
                List.of());
        return new Adopted(
                report,
                "/srv/pumps/copy/Pumps.dump",
                "/srv/pumps/copy/filestore",
                new Adopted.Served(
                        8069, 8072, "/var/lib/odoo/filestore/Pumps", null, "", List.of("docker ps: no answer")),
                List.of(new Adopted.Code("addons", "/srv/pumps/code/addons", "main", "/opt/addons", true)),
                1,
                1,
                1);
    }
}
