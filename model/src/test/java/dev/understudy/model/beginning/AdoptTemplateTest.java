package dev.understudy.model.beginning;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class AdoptTemplateTest {

    @Test
    void whatAUnitStartsIsFollowedUntilItIsTakenOver() {
        Project project = ProjectFile.read(
                        "understudy.yaml", AdoptTemplate.text(adopted("/lib/systemd/system/odoo.service")))
                .require();

        assertThat(project.production().database()).isEqualTo("pumps");
        assertThat(project.production().follows())
                .contains(new FollowSettings(
                        Path.of("/etc/odoo/odoo.conf"),
                        new FollowSettings.Data(
                                "Pumps", Optional.of(Path.of("/var/lib/odoo/filestore/Pumps")), Optional.empty()),
                        8069,
                        OptionalInt.of(8072),
                        List.of("systemctl", "disable", "--now", "odoo"),
                        List.of("systemctl", "enable", "--now", "odoo")));
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

    @Test
    void aDatabaseThatOnlyItsNetworkReachesIsFollowedThroughItsContainer() {
        Adopted seen = adopted("");
        Adopted contained = new Adopted(
                seen.report(),
                seen.dump(),
                seen.filestore(),
                new Adopted.Served(
                        8169,
                        8172,
                        "/var/lib/docker/volumes/acme_web/_data/filestore/Pumps",
                        new Adopted.Contained(
                                "/srv/pumps/copy/odoo.conf", "docker", "acme-odoo-1", "always", "acme-db-1"),
                        "",
                        List.of()),
                seen.code(),
                1,
                1,
                1);

        Project project = ProjectFile.read("understudy.yaml", AdoptTemplate.text(contained))
                .require();

        assertThat(project.production().follows())
                .contains(new FollowSettings(
                        Path.of("/srv/pumps/copy/odoo.conf"),
                        new FollowSettings.Data(
                                "Pumps",
                                Optional.of(Path.of("/var/lib/docker/volumes/acme_web/_data/filestore/Pumps")),
                                Optional.of("acme-db-1")),
                        8169,
                        OptionalInt.of(8172),
                        List.of("sh", "-c", "docker update --restart=no acme-odoo-1 && docker stop acme-odoo-1"),
                        List.of("sh", "-c", "docker update --restart=always acme-odoo-1 && docker start acme-odoo-1")));
    }

    @Test
    void aDatabaseThatThisMachineReachesNeedsNoNetworkOfAContainer() {
        Adopted seen = adopted("");
        Adopted contained = new Adopted(
                seen.report(),
                seen.dump(),
                seen.filestore(),
                new Adopted.Served(
                        8169,
                        8172,
                        "/srv/pumps/web/filestore/Pumps",
                        new Adopted.Contained("/srv/pumps/copy/odoo.conf", "podman", "odoo", "", ""),
                        "",
                        List.of()),
                seen.code(),
                1,
                1,
                1);

        FollowSettings follows = ProjectFile.read("understudy.yaml", AdoptTemplate.text(contained))
                .require()
                .production()
                .follows()
                .orElseThrow();

        assertThat(follows.data().container()).isEmpty();
        assertThat(follows.start()).containsExactly("sh", "-c", "podman update --restart=no odoo && podman start odoo");
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
                new Data("Pumps", 1000, List.of(), 5, List.of(), 0, 3, 1),
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
