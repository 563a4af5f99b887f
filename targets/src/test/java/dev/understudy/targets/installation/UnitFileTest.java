package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.fault.FaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitFileTest {

    @TempDir
    private Path folder;

    private Path units;

    @BeforeEach
    void makeASource() throws IOException {
        units = Files.createDirectories(folder.resolve("etc/systemd/system"));
        Path code = Files.createDirectories(folder.resolve("opt/odoo/odoo/addons/base"));
        Files.writeString(code.resolve("__manifest__.py"), "{'name': 'Base'}");
        Files.writeString(
                folder.resolve("opt/odoo/odoo/release.py"),
                "version_info = (17, 0, 0, FINAL, 0, '')\nMIN_PG_VERSION = 12\n");
        Files.writeString(folder.resolve("odoo.conf"), "[options]\naddons_path = /nowhere\ndb_password = geheim\n");
    }

    @Test
    void aUnitTellsHowItsOdooIsStarted() throws IOException {
        Files.writeString(units.resolve("acme-odoo.service"), """
                [Unit]
                Description=Odoo of ACME

                [Service]
                User=odoo
                WorkingDirectory=%1$s/opt/odoo
                Environment="PGHOST=/run/pg" OTHER=x
                ExecStart=-%1$s/opt/odoo/odoo-bin \\
                  -c %1$s/odoo.conf --workers=3
                """.formatted(folder));
        Files.writeString(units.resolve("nginx.service"), "[Service]\nExecStart=/usr/sbin/nginx\n");

        List<UnitFile> found = UnitFile.all(new Place(folder));

        assertThat(found).singleElement().satisfies(unit -> {
            assertThat(unit.user()).isEqualTo("odoo");
            assertThat(unit.environment()).containsEntry("PGHOST", "/run/pg");
            assertThat(unit.argv()).contains("--workers=3");
        });
        Found installation = new Finder(List.of(), found).find("");
        assertThat(installation.kind()).isEqualTo(Kind.SOURCE);
        assertThat(installation.series()).isEqualTo("17.0");
        assertThat(installation.option("workers", "0")).isEqualTo("3");
        assertThat(installation.addons())
                .startsWith(folder + "/opt/odoo/odoo/addons")
                .contains("/nowhere");
        assertThat(installation.toString()).doesNotContain("geheim");
    }

    @Test
    void severalAreToldRatherThanGuessed() throws IOException {
        for (String name : List.of("one", "two")) {
            Files.writeString(
                    units.resolve(name + ".service"),
                    "[Service]\nExecStart=/opt/" + name + "/odoo-bin -c /etc/" + name + "\n");
        }
        List<UnitFile> found = UnitFile.all(new Place(folder));

        Assertions.assertThatThrownBy(() -> new Finder(List.of(), found).find(""))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo("audit.several"));
    }

    @Test
    void whatCannotBeReadSaysSo() throws IOException {
        Finder finder = new Finder(List.of(), List.of());
        Path prose = Files.writeString(folder.resolve("prose.conf"), "Dear colleague,\n");

        Assertions.assertThatThrownBy(
                        () -> finder.find(folder.resolve("gone.conf").toString()))
                .hasMessageContaining("audit.no-configuration");
        Assertions.assertThatThrownBy(() -> finder.find(prose.toString()))
                .hasMessageContaining("audit.bad-configuration")
                .hasMessageContaining("line 1");
    }
}
