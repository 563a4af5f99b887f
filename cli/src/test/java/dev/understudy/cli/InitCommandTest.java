package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.model.config.OdooSource;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code init}, {@code check} and {@code up}, before there is a service: the file of the project. */
@Timeout(60)
final class InitCommandTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void initWritesAFileThatIsRightAndNeverOverwrites() throws IOException {
        Path file = prompt.home().resolve("understudy.yaml");
        String[] command = {
            "init", "--project", "acme", "--series", "19.0", "--repository", "sales=https://git.example/s.git"
        };

        assertThat(prompt.run(command).code()).isZero();
        assertThat(Files.readString(file)).contains("project: acme", "\"19.0\"");
        assertThat(prompt.run("check", "--json").out()).contains("\"problems\" : [ ]");
        assertThat(prompt.run(command).code()).isEqualTo(3);
        assertThat(prompt.run("init", "--config", "b.yaml", "--series", "9", "--repository", "x=y")
                        .code())
                .isEqualTo(2);
        assertThat(prompt.home().resolve("b.yaml")).doesNotExist();
    }

    @Test
    void initAsksForWhatAnInstalledOdooNeeds() throws IOException {
        Path file = prompt.home().resolve("understudy.yaml");
        Path source = Files.createDirectories(prompt.home().resolve("odoo17"));
        Files.createDirectories(source.resolve("addons/web"));
        Files.createDirectories(source.resolve("odoo/addons/base"));
        Result without = prompt.run("init", "--project", "acme", "--series", "17.0", "--repository", "x=/srv/x.git");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("[cli.no-odoo-command]", "--command");

        String program = "/usr/bin/python3 " + source.resolve("odoo-bin");
        String[] command = {
            "init", "--project", "acme", "--series", "17.0", "--repository", "x=/srv/x.git", "--command", program
        };
        assertThat(prompt.run(command).code()).isZero();

        OdooSource odoo = ProjectFile.read(file).require().odoo();
        OdooSource.Installed installed = (OdooSource.Installed) odoo.origin();
        assertThat(installed.command())
                .containsExactly("/usr/bin/python3", source.resolve("odoo-bin").toString());
        assertThat(installed.addons()).startsWith(source.resolve("addons"), source.resolve("odoo/addons"));
    }

    @Test
    void initTakesAnInstalledOdooOfAnySeriesWhenToldSo() throws IOException {
        Path file = prompt.home().resolve("understudy.yaml");

        assertThat(prompt.run(
                                "init",
                                "--project",
                                "acme",
                                "--from",
                                "command",
                                "--command",
                                "/opt/o/odoo-bin",
                                "--addons",
                                "/opt/o/addons,/opt/o/odoo/addons",
                                "--repository",
                                "x=/srv/x.git")
                        .code())
                .isZero();

        OdooSource odoo = ProjectFile.read(file).require().odoo();
        assertThat(odoo.series()).isEqualTo("19.0");
        assertThat(((OdooSource.Installed) odoo.origin()).addons())
                .containsExactly(Path.of("/opt/o/addons"), Path.of("/opt/o/odoo/addons"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"falcon-i", "hdz-ii", "linear", "three-phase"})
    void whatInitWritesIsRightForEveryMethod(String method) {
        assertThat(prompt.run(
                                "init",
                                "--project",
                                "acme",
                                "--series",
                                "19.0",
                                "--repository",
                                "x=/srv/x.git",
                                "--method",
                                method)
                        .code())
                .isZero();

        Project project =
                ProjectFile.read(prompt.home().resolve("understudy.yaml")).require();

        assertThat(project.method().name()).isEqualTo(method);
    }

    @Test
    void checkTellsEverythingThatIsWrong() throws IOException {
        Files.writeString(prompt.home().resolve("understudy.yaml"), "project: 5\nnonsense: true\n");

        Result result = prompt.run("check");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).contains("understudy.yaml:1:", "understudy.yaml:2:", "PostgreSQL");
    }

    @Test
    void noServiceIsStartedForAFileThatIsWrong() throws IOException {
        Files.writeString(prompt.home().resolve("understudy.yaml"), "project: 5\nnonsense: true\n");

        Result result = prompt.run("up");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("understudy.yaml:1:", "understudy.yaml:2:", "[config.invalid]");
        assertThat(prompt.home().resolve("service.log")).doesNotExist();
    }
}
