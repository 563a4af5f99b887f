package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Prompt.Result;
import dev.understudy.cli.client.Json;
import dev.understudy.engine.run.Runs.Evidence;
import dev.understudy.model.run.RunStatus;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.FakeRuns;
import dev.understudy.server.api.ReleaseOrder;
import dev.understudy.server.api.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What every command has in common, and what the short ones say. */
@Timeout(60)
final class CliTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @Test
    void statusShowsAllAtAGlance() {
        prompt.desk().runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.SUCCEEDED));

        Result result = prompt.run("status");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("acme", "production", "staging", "neutralized", "NOT FENCED", "r1", "run-1", "deploy");
    }

    @Test
    void whatKeepsUsersFromAnAddressIsShownWithItsMend() {
        for (Result result :
                List.of(prompt.run("status"), prompt.run("env", "list"), prompt.run("env", "show", "staging"))) {
            assertThat(result.out())
                    .contains("staging: There is no certificate for staging.acme.example: HTTP 400")
                    .contains("Let the name lead to this machine");
        }
        assertThat(prompt.run("env", "show", "production").out()).doesNotContain("certificate");
    }

    @Test
    void projectsAreAddedListedNamedAndLetGo() throws IOException {
        Path beta = Files.createDirectory(prompt.home().resolve("beta"));
        Files.writeString(beta.resolve("understudy.yaml"), "project: beta\n");

        assertThat(prompt.run("project", "add", "beta").out()).contains("beta is a project of the service now");
        assertThat(prompt.run("project", "list").out()).contains("acme", "beta", "ready");
        Result several = prompt.run("status");
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.err()).contains("[cli.which-project]", "acme, beta");
        assertThat(prompt.run("status", "--project", "acme").out()).contains("acme", "production");
        assertThat(prompt.run("--project", "gamma", "status").err()).contains("[server.project-not-found]");
        assertThat(prompt.run("project", "remove", "beta").out()).contains("beta is no project");
        assertThat(prompt.run("status").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project list",
                "status",
                "env list",
                "env show production",
                "release list",
                "release show r1",
                "runs",
                "run show run-1",
                "logs production",
                "refresh staging --no-wait",
                "backup production --dry-run",
                "release create",
                "down"
            })
    void jsonIsOneDocumentOnStandardOutput(String command) {
        prompt.desk().runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.SUCCEEDED));

        Result result = prompt.run((command + " --json").split(" "));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Json.pretty(result.out())).isNotBlank();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void anEnvironmentInJsonHasTheMembersOfTheContract() {
        String out = prompt.run("env", "show", "staging", "--json").out();

        assertThat(out)
                .contains("\"url\"", "\"status\"", "\"database\"", "\"release\"", "\"neutralized\" : true", "\"host\"");
    }

    @Test
    void faultsGiveTheirExitCode() {
        assertThat(prompt.run("env", "show", "nowhere").code()).isEqualTo(2);
        assertThat(prompt.run("deploy", "r13", "production").code()).isEqualTo(3);
        assertThat(prompt.run("run", "show", "run-99").code()).isEqualTo(2);
        prompt.desk().fail(new IllegalStateException("x"));
        Result failed = prompt.run("status");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("[server.unexpected]");
    }

    @Test
    void wrongUsageSaysHowItIsUsed() {
        for (String[] command : List.of(
                new String[] {"deploy", "r1"}, new String[] {"nonsense"}, new String[] {"status", "--frobnicate"})) {
            Result result = prompt.run(command);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("[cli.usage]", "--help");
        }
    }

    @Test
    void errorsInJsonAreJson() {
        Result result = prompt.run("deploy", "r13", "production", "--json");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).isEmpty();
        assertThat(Json.pretty(result.out())).contains("\"error\"", "\"code\" : \"deploy.not-rehearsed\"");
    }

    @Test
    void withoutAServiceItSaysHowToStartOne() {
        prompt.endService();

        Result result = prompt.run("status");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("[cli.service-not-running]", "understudy up");
    }

    @Test
    void aDryRunShowsThePlan() {
        Result result = prompt.run("deploy", "r1", "production", "--dry-run");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualToIgnoringNewLines("deploy production");
        assertThat(prompt.desk().actions()).isEmpty();
    }

    @Test
    void actionsSayWhatWasAsked() {
        prompt.run("deploy", "r1", "production", "--no-wait");
        prompt.run("rollback", "production", "--to", "run-7", "--discard", "--detach");
        prompt.run("snapshot", "staging", "--name", "before", "--no-wait");
        prompt.run("restore", "staging", "--from", "/srv/b.zip", "--no-wait");
        prompt.run("rehearse", "r1", "--no-wait");
        prompt.run("env", "destroy", "staging", "--yes", "--no-wait");

        assertThat(prompt.desk().actions())
                .extracting(Action::verb)
                .containsExactly(Verb.DEPLOY, Verb.ROLLBACK, Verb.SNAPSHOT, Verb.RESTORE, Verb.REHEARSE, Verb.DESTROY);
        assertThat(prompt.desk().actions().get(0).release()).isEqualTo("r1");
        assertThat(prompt.desk().actions().get(1).argument("to")).hasValue("run-7");
        assertThat(prompt.desk().actions().get(3).argument("backup")).hasValue("/srv/b.zip");
        assertThat(prompt.desk().actions().get(4).release()).isEqualTo("r1");
    }

    @Test
    void nothingIsDestroyedUnasked() {
        assertThat(prompt.run("env", "destroy", "production").code()).isEqualTo(2);
        assertThat(prompt.desk().actions()).isEmpty();
    }

    @Test
    void aReleaseIsMadeOfBranchesAndCommits() {
        Result result = prompt.run("release", "create", "--branch", "staging", "--commit", "sales=abc");

        assertThat(result.out()).contains("r1", "understudy rehearse r1");
        assertThat(prompt.desk().orders()).extracting(ReleaseOrder::branch).containsExactly("staging");
        assertThat(prompt.desk().orders().getFirst().commits()).isEqualTo(Map.of("sales", "abc"));
    }

    @Test
    void evidenceIsPrintedAsItIs() {
        prompt.desk().runs().put(FakeRuns.run("run-1", "deploy", "production", RunStatus.SUCCEEDED));
        prompt.desk()
                .runs()
                .addEvidence("run-1", new Evidence("report", "rehearsal", "application/json", "{\"ran\":3}"));

        assertThat(prompt.run("run", "show", "run-1").out()).contains("rehearsal (application/json)");
        assertThat(prompt.run("run", "show", "run-1", "--evidence", "rehearsal").out())
                .isEqualToIgnoringNewLines("{\"ran\":3}");
        assertThat(prompt.run("run", "show", "run-1", "--commands").out()).contains("stop-odoo", "kill 42");
    }

    @Test
    void itSpeaksSpanishAndFrench() {
        prompt.speak("es_ES.UTF-8");
        assertThat(prompt.run("status").out()).contains("Entornos", "en marcha", "SIN AISLAR", "No hay certificado");
        assertThat(prompt.run("deploy", "--help").out()).contains("Ejemplos:", "versión ensayada");
        prompt.speak("fr_FR.UTF-8");
        assertThat(prompt.run("status").out()).contains("Environnements", "en marche");
    }

    @Test
    void everyCommandHasHelpAndItsExamplesAreRight() {
        Shell shell = prompt.shell();
        List<CommandLine> all = new ArrayList<>(List.of(shell.line()));
        for (int next = 0; next < all.size(); next++) {
            all.addAll(all.get(next).getSubcommands().values());
        }
        assertThat(all).hasSizeGreaterThan(25);
        for (CommandLine command : all) {
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            List<String> examples = help.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("understudy "))
                    .toList();
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getCommandSpec().usageMessage().header())
                    .as(name)
                    .isNotEmpty();
            assertThat(examples).as(name).isNotEmpty().allSatisfy(example -> {
                if (!example.contains(" demo")) {
                    shell.line().parseArgs(words(example.substring("understudy ".length())));
                }
            });
        }
    }

    /** As a shell takes them: what stands in quotes is one. */
    private static String[] words(String line) {
        return Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }
}
