package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.client.Json;
import dev.understudy.engine.run.Runs.Evidence;
import dev.understudy.model.config.OdooSource;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.server.access.Token;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.Api;
import dev.understudy.server.api.FakeDesk;
import dev.understudy.server.api.FakeRuns;
import dev.understudy.server.api.ReleaseOrder;
import dev.understudy.server.api.Verb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line against the real API, before a desk in memory. */
@Timeout(60)
final class CliTest {

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();
    private FakeDesk desk;
    private Api api;

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void start() {
        desk = new FakeDesk(home.resolve("odoo.log"));
        api = Api.start(0, Token.of(home.resolve("token")), () -> desk, home.resolve("service.log"), () -> {});
        variables.put("UNDERSTUDY_HOME", home.toString());
        variables.put("UNDERSTUDY_PORT", Integer.toString(api.port()));
        variables.put("LANG", "C");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void statusShowsAllAtAGlance() {
        desk.runs().put(run("run-1", RunStatus.SUCCEEDED));

        Result result = run("status");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("acme", "production", "staging", "neutralized", "NOT FENCED", "r1", "run-1", "deploy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
        desk.runs().put(run("run-1", RunStatus.SUCCEEDED));

        Result result = run((command + " --json").split(" "));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Json.pretty(result.out())).isNotBlank();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void anEnvironmentInJsonHasTheMembersOfTheContract() {
        String out = run("env", "show", "staging", "--json").out();

        assertThat(out)
                .contains("\"url\"", "\"status\"", "\"database\"", "\"release\"", "\"neutralized\" : true", "\"host\"");
    }

    @Test
    void aRunIsFollowedAndItsStepsAreTold() {
        CompletableFuture<Result> following = CompletableFuture.supplyAsync(() -> run("refresh", "staging"));
        awaitFollower();
        Instant began = Instant.parse("2026-03-01T20:00:01Z");
        StepView step = new StepView("copy-production", "succeeded", began, began.plusMillis(1200), "reflink");
        desk.runs().put(with(run("run-1", RunStatus.RUNNING), List.of(step), null));
        desk.runs().put(with(run("run-1", RunStatus.SUCCEEDED), List.of(step), null));

        Result result = following.orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("copy-production", "1.2 s", "reflink", "run-1 done");
        assertThat(result.out().lines().filter(line -> line.contains("copy-production")))
                .hasSize(1);
        assertThat(result.out()).doesNotContain("\u001b");
        assertThat(desk.actions()).hasSize(1);
        assertThat(desk.actions().getFirst().verb()).isEqualTo(Verb.REFRESH);
    }

    @Test
    void followingGoesOnAfterARestartOfTheService() {
        desk.runs().put(run("run-1", RunStatus.RUNNING));
        CompletableFuture<Result> following = CompletableFuture.supplyAsync(() -> run("run", "follow", "run-1"));
        awaitFollower();
        int port = api.port();
        api.close();
        desk.runs().put(run("run-1", RunStatus.SUCCEEDED));
        api = Api.start(port, Token.of(home.resolve("token")), () -> desk, home.resolve("service.log"), () -> {});

        assertThat(following.orTimeout(40, TimeUnit.SECONDS).join().code()).isZero();
    }

    @Test
    void theEndOfAFollowedRunGivesTheExitCode() {
        desk.runs().put(run("run-1", RunStatus.SUCCEEDED));
        desk.runs().put(run("run-2", RunStatus.CANCELLED));
        desk.runs()
                .put(with(
                        run("run-3", RunStatus.UNDONE), List.of(), new ErrorView("x.y", "here", "It broke.", "Mend.")));
        desk.runs()
                .put(with(
                        run("run-4", RunStatus.FAILED),
                        List.of(),
                        new ErrorView("gate.x", "", "A gate.", "Wait.", "refused")));
        desk.runs()
                .put(with(
                        run("run-5", RunStatus.UNDONE),
                        List.of(),
                        new ErrorView("backup.x", "a.zip", "Not a backup.", "Name one.", "usage")));

        assertThat(run("run", "follow", "run-1").code()).isZero();
        assertThat(run("run", "follow", "run-2").code()).isEqualTo(1);
        Result undone = run("run", "follow", "run-3");
        assertThat(undone.code()).isEqualTo(1);
        assertThat(undone.out()).contains("here: It broke.", "Mend.", "[x.y]");
        assertThat(run("run", "follow", "run-4").code()).isEqualTo(3);
        assertThat(run("run", "follow", "run-5").code()).isEqualTo(2);
    }

    @Test
    void faultsGiveTheirExitCode() {
        assertThat(run("env", "show", "nowhere").code()).isEqualTo(2);
        assertThat(run("deploy", "r13", "production").code()).isEqualTo(3);
        assertThat(run("run", "show", "run-99").code()).isEqualTo(2);
        desk.fail(new IllegalStateException("x"));
        Result failed = run("status");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("[server.unexpected]");
    }

    @Test
    void wrongUsageSaysHowItIsUsed() {
        for (String[] command : List.of(
                new String[] {"deploy", "r1"}, new String[] {"nonsense"}, new String[] {"status", "--frobnicate"})) {
            Result result = run(command);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("[cli.usage]", "--help");
        }
    }

    @Test
    void errorsInJsonAreJson() {
        Result result = run("deploy", "r13", "production", "--json");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).isEmpty();
        assertThat(Json.pretty(result.out())).contains("\"error\"", "\"code\" : \"deploy.not-rehearsed\"");
    }

    @Test
    void withoutAServiceItSaysHowToStartOne() {
        api.close();

        Result result = run("status");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("[cli.service-not-running]", "understudy up");
    }

    @Test
    void aDryRunShowsThePlan() {
        Result result = run("deploy", "r1", "production", "--dry-run");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualToIgnoringNewLines("deploy production");
        assertThat(desk.actions()).isEmpty();
    }

    @Test
    void actionsSayWhatWasAsked() {
        run("deploy", "r1", "production", "--no-wait");
        run("rollback", "production", "--to", "run-7", "--discard", "--detach");
        run("snapshot", "staging", "--name", "before", "--no-wait");
        run("restore", "staging", "--from", "/srv/b.zip", "--no-wait");
        run("rehearse", "r1", "--no-wait");
        run("env", "destroy", "staging", "--yes", "--no-wait");

        assertThat(desk.actions())
                .extracting(Action::verb)
                .containsExactly(Verb.DEPLOY, Verb.ROLLBACK, Verb.SNAPSHOT, Verb.RESTORE, Verb.REHEARSE, Verb.DESTROY);
        assertThat(desk.actions().get(0).release()).isEqualTo("r1");
        assertThat(desk.actions().get(1).argument("to")).hasValue("run-7");
        assertThat(desk.actions().get(3).argument("backup")).hasValue("/srv/b.zip");
        assertThat(desk.actions().get(4).release()).isEqualTo("r1");
    }

    @Test
    void nothingIsDestroyedUnasked() {
        assertThat(run("env", "destroy", "production").code()).isEqualTo(2);
        assertThat(desk.actions()).isEmpty();
    }

    @Test
    void aReleaseIsMadeOfBranchesAndCommits() {
        Result result = run("release", "create", "--branch", "staging", "--commit", "sales=abc");

        assertThat(result.out()).contains("r1", "understudy rehearse r1");
        assertThat(desk.orders()).extracting(ReleaseOrder::branch).containsExactly("staging");
        assertThat(desk.orders().getFirst().commits()).isEqualTo(Map.of("sales", "abc"));
    }

    @Test
    void evidenceIsPrintedAsItIs() {
        desk.runs().put(run("run-1", RunStatus.SUCCEEDED));
        desk.runs().addEvidence("run-1", new Evidence("report", "rehearsal", "application/json", "{\"ran\":3}"));

        assertThat(run("run", "show", "run-1").out()).contains("rehearsal (application/json)");
        assertThat(run("run", "show", "run-1", "--evidence", "rehearsal").out())
                .isEqualToIgnoringNewLines("{\"ran\":3}");
        assertThat(run("run", "show", "run-1", "--commands").out()).contains("stop-odoo", "kill 42");
    }

    @Test
    void initWritesAFileThatIsRightAndNeverOverwrites() throws IOException {
        Path file = home.resolve("understudy.yaml");
        String[] command = {
            "init", "--project", "acme", "--series", "19.0", "--repository", "sales=https://git.example/s.git"
        };

        assertThat(run(command).code()).isZero();
        assertThat(Files.readString(file)).contains("project: acme", "\"19.0\"");
        assertThat(run("check", "--json").out()).contains("\"problems\" : [ ]");
        assertThat(run(command).code()).isEqualTo(3);
        assertThat(run("init", "--config", "b.yaml", "--series", "9", "--repository", "x=y")
                        .code())
                .isEqualTo(2);
        assertThat(home.resolve("b.yaml")).doesNotExist();
    }

    @Test
    void initAsksForWhatAnInstalledOdooNeeds() throws IOException {
        Path file = home.resolve("understudy.yaml");
        Path source = Files.createDirectories(home.resolve("odoo17"));
        Files.createDirectories(source.resolve("addons/web"));
        Files.createDirectories(source.resolve("odoo/addons/base"));
        Result without = run("init", "--project", "acme", "--series", "17.0", "--repository", "x=/srv/x.git");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("[cli.no-odoo-command]", "--command");

        String program = "/usr/bin/python3 " + source.resolve("odoo-bin");
        String[] command = {
            "init", "--project", "acme", "--series", "17.0", "--repository", "x=/srv/x.git", "--command", program
        };
        assertThat(run(command).code()).isZero();

        OdooSource odoo = ProjectFile.read(file).require().odoo();
        assertThat(odoo.from()).isEqualTo(OdooSource.From.COMMAND);
        assertThat(odoo.command())
                .containsExactly("/usr/bin/python3", source.resolve("odoo-bin").toString());
        assertThat(odoo.addons()).startsWith(source.resolve("addons"), source.resolve("odoo/addons"));
    }

    @Test
    void initTakesAnInstalledOdooOfAnySeriesWhenToldSo() throws IOException {
        Path file = home.resolve("understudy.yaml");

        assertThat(run(
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
        assertThat(odoo.addons()).containsExactly(Path.of("/opt/o/addons"), Path.of("/opt/o/odoo/addons"));
    }

    @Test
    void checkTellsEverythingThatIsWrong() throws IOException {
        Files.writeString(home.resolve("understudy.yaml"), "project: 5\nnonsense: true\n");

        Result result = run("check");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).contains("understudy.yaml:1:", "understudy.yaml:2:", "PostgreSQL");
    }

    @Test
    void noServiceIsStartedForAFileThatIsWrong() throws IOException {
        Files.writeString(home.resolve("understudy.yaml"), "project: 5\nnonsense: true\n");

        Result result = run("up");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("understudy.yaml:1:", "understudy.yaml:2:", "[config.invalid]");
        assertThat(home.resolve("service.log")).doesNotExist();
    }

    @Test
    void itSpeaksSpanishAndFrench() {
        variables.put("LANG", "es_ES.UTF-8");
        assertThat(run("status").out()).contains("Entornos", "en marcha", "SIN AISLAR");
        assertThat(run("deploy", "--help").out()).contains("Ejemplos:", "versión ensayada");
        variables.put("LANG", "fr_FR.UTF-8");
        assertThat(run("status").out()).contains("Environnements", "en marche");
    }

    @Test
    void everyCommandHasHelpAndItsExamplesAreRight() {
        Shell shell = new Shell(session(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
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
                    shell.line()
                            .parseArgs(example.substring("understudy ".length()).split(" "));
                }
            });
        }
    }

    private void awaitFollower() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (desk.runs().followers() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(desk.runs().followers()).isPositive();
    }

    private Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Shell(session(out, err)).run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Session session(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Session(
                variables,
                home,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private static RunView run(String id, RunStatus status) {
        return FakeRuns.run(id, "deploy", "production", status);
    }

    private static RunView with(RunView run, List<StepView> steps, @Nullable ErrorView error) {
        return new RunView(
                run.id(),
                run.recipe(),
                run.environment(),
                run.release(),
                run.status(),
                run.startedAt(),
                run.finishedAt(),
                steps,
                run.createdAt(),
                run.by(),
                run.queuedBehind(),
                error);
    }
}
