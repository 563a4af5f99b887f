package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.view.EnvironmentView.Talker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules as companies have them: a carrier's, a bank's, one that only looks as if. */
class OutsideTalkersTest {

    private static final List<String> ALL =
            List.of("acme_bank", "acme_carrier", "acme_idle", "acme_tests", "iap_mail", "base");

    @TempDir
    Path folder;

    private ProjectHome home;

    @BeforeEach
    void modules() throws IOException {
        home = new ProjectHome(folder.resolve("home"), folder.resolve("cache"));
        write("sales", "acme_carrier/models/carrier.py", """
                import requests
                class Carrier(models.Model):
                    _inherit = "delivery.carrier"
                    carrier_api_key = fields.Char()
                """);
        write("sales", "acme_carrier/data/parameters.xml", """
                <odoo><record id="a" model="ir.config_parameter"><field name="key">acme.token</field></record></odoo>
                """);
        write("sales", "acme_bank/models.py", "    sftp_password = fields.Char()\n");
        write("sales", "acme_bank/data/neutralize.sql", "UPDATE bank SET sftp_password = NULL;\n");
        write("sales", "acme_idle/models.py", "    name = fields.Char()\n");
        write("sales", "acme_tests/tests/test_http.py", "import requests\n");
        write("odoo", "addons/iap_mail/models.py", "import requests\n");
    }

    private void write(String repository, String path, String text) throws IOException {
        Path file = home.code("r1", repository).resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        Path module = home.code("r1", repository).resolve(path.replaceAll("^((?:addons/)?[a-z_]+)/.*", "$1"));
        Files.writeString(module.resolve("__manifest__.py"), "{'version': '1'}");
    }

    private List<Talker> talkers(String odoo, List<String> installed) {
        Project project =
                ProjectFile.read("understudy.yaml", """
                project: acme
                odoo: %s
                repositories: [{ name: sales, url: /srv/sales }]
                environments: { production: {} }
                """.formatted(odoo)).require();
        ModuleCatalog catalog = ModuleCatalog.read(
                List.of(home.code("r1", "sales"), home.code("r1", "odoo").resolve("addons")),
                List.of(),
                new ManifestFiles());
        return new OutsideTalkers(() -> project, home).of(catalog, installed);
    }

    @Test
    void areThoseThatTalkAndDoNotSayHowTheyAreMadeHarmless() {
        List<Talker> found = talkers("{ series: \"19.0\", from: source, source: { url: /srv/odoo } }", ALL);

        assertThat(found)
                .containsExactly(
                        new Talker("acme_carrier", List.of("requests"), List.of("acme.token", "carrier_api_key")));
        assertThat(found.getFirst().shown()).isEqualTo("acme_carrier (requests, acme.token, carrier_api_key)");
    }

    @Test
    void whatIsNotInstalledTalksToNobody() {
        assertThat(talkers("{ series: \"19.0\" }", List.of("acme_idle"))).isEmpty();
    }

    /** Before 16.0 no Odoo performs these statements, nor does Understudy. */
    @Test
    void statementsThatNobodyPerformsDoNotCount() {
        assertThat(talkers("{ series: \"15.0\", from: source, source: { url: /srv/odoo } }", ALL))
                .extracting(Talker::module)
                .containsExactly("acme_bank", "acme_carrier");
    }
}
