package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.release.Release;
import dev.understudy.targets.git.GitMirror;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DataModelFitTest {

    private static final String MODEL = """
            from odoo import fields, models

            class Order(models.Model):
                _inherit = "sale.order"

                urgency = fields.Integer()
            """;

    @TempDir
    Path folder;

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private GitMirror mirror;
    private DataModelFit fit;
    private String base;

    @BeforeEach
    void repository() throws IOException {
        Path source = folder.resolve("source");
        Files.createDirectories(source);
        git("init", "--quiet", "--initial-branch=main");
        write("acme/__manifest__.py", "{'name': 'Acme', 'version': '1.0', 'depends': ['sale']}\n");
        write("acme/__init__.py", "from . import models\n");
        base = commit("acme/models.py", MODEL);
        mirror = new GitMirror(host, folder.resolve("mirror.git"), "own", source.toString(), GitWalls.NONE);
        Project project =
                ProjectFile.read("understudy.yaml", """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: own, url: %s }]
                environments: { production: {} }
                """.formatted(source)).require();
        fit = new DataModelFit(() -> project, _ -> mirror);
    }

    private String git(String... words) {
        List<String> argv = new ArrayList<>(List.of(
                "git",
                "-C",
                folder.resolve("source").toString(),
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@acme.example"));
        argv.addAll(List.of(words));
        return host.require(Command.of(argv)).out().strip();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve("source").resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private String commit(String path, String text) throws IOException {
        write(path, text);
        git("add", "--all");
        git("commit", "--quiet", "--message=Change " + path);
        return git("rev-parse", "HEAD");
    }

    private Optional<String> hindrance(String was, String is) {
        mirror.fetch("main");
        return fit.hindrance(release(was), release(is));
    }

    private static Release release(String commit) {
        return new Release("r1", Instant.EPOCH, "bo", "debian:19.0", Map.of("own", commit));
    }

    @Test
    void whatGoesForwardBringsTheDataAlong() throws IOException {
        String removed = commit(
                "acme/models.py", MODEL.replace("    urgency = fields.Integer()\n", "    note = fields.Char()\n"));

        assertThat(hindrance(base, removed)).isEmpty();
        assertThat(hindrance(removed, removed)).isEmpty();
    }

    @Test
    void aFieldOfCommitsThatAreGoneHindersIt() throws IOException {
        String more = commit("acme/models.py", MODEL + "    carrier = fields.Char()\n");
        mirror.fetch("main");
        git("reset", "--quiet", "--hard", base);
        String anew = commit("acme/models.py", MODEL + "    haste = fields.Char()\n");

        assertThat(hindrance(more, anew))
                .hasValueSatisfying(why -> assertThat(why).contains("carrier").contains("own:acme/models.py"));
        assertThat(hindrance(more, base)).as("a branch that goes back").isPresent();
    }

    @Test
    void aHistoryThatWasWrittenAnewWithTheSameModelsHindersNothing() throws IOException {
        String was = commit("acme/models.py", MODEL + "\n    def urgent(self):\n        return self.urgency > 1\n");
        mirror.fetch("main");
        git("reset", "--quiet", "--hard", base);
        String anew = commit("acme/models.py", MODEL + "\n    def urgent(self):\n        return self.urgency > 2\n");

        assertThat(hindrance(was, anew)).isEmpty();
    }

    @Test
    void aVersionThatGoesBackHindersIt() throws IOException {
        String was = commit("acme/__manifest__.py", "{'name': 'Acme', 'version': '1.10', 'depends': ['sale']}\n");
        mirror.fetch("main");
        git("reset", "--quiet", "--hard", base);
        String anew = commit("acme/__manifest__.py", "{'name': 'Acme', 'version': '1.9', 'depends': ['sale']}\n");

        assertThat(hindrance(was, anew)).contains("acme goes back from 1.10 to 1.9");
    }

    @Test
    void aModuleThatIsGoneHindersItEvenForward() throws IOException {
        git("rm", "--quiet", "-r", "acme");
        String gone = commit("README.md", "Nothing left\n");

        assertThat(hindrance(base, gone))
                .hasValueSatisfying(why -> assertThat(why).contains("acme"));
    }
}
