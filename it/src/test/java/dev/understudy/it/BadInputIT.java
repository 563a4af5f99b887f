package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.Api.Answer;
import dev.understudy.it.Cli.Ended;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.targets.host.LoopbackPorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked for wrongly is refused with a code and the mend, and production does not notice. */
@ExtendWith(SharedProduction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class BadInputIT {

    /** Each of these would be made by a shell that is given the names of these tests. */
    private static final String CANARY = "a-shell-was-here";

    private static final String MANIFEST = "acme_sale_priority/__manifest__.py";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SampleProduction sample;
    private final LiveService service;
    private final Api api;
    private @Nullable Path backup;

    BadInputIT(SampleProduction sample) {
        this.sample = sample;
        this.service = sample.service();
        this.api = sample.api();
        sample.rehearseQuickly();
    }

    @BeforeEach
    @AfterEach
    void describeTheProject() {
        sample.describe("");
    }

    @Test
    void brokenProjectFileIsToldByCheckAndByTheService() {
        String hostile = sample.text("/srv/sales")
                .replace("workers: 2", "workers: two\n    wrokers: 2")
                .replace("copy_of: production", "copy_of: [production]");
        sample.staysAsItIs(() -> {
            service.project(hostile);

            Ended check = Cli.run(service.home(), "check", "--config", String.valueOf(service.project()));
            assertThat(check.exitCode()).as(check.toString()).isEqualTo(2);
            assertThat(check.json().path("problems").findValuesAsString("code"))
                    .containsExactlyInAnyOrder("config.not-number", "config.unknown-key", "config.not-text");
            assertThat(check.json().path("problems")).allSatisfy(problem -> {
                assertThat(problem.path("where").asString()).contains("understudy.yaml:");
                assertThat(problem.path("mend").asString()).isNotEmpty();
            });
            expectProblem(api.get("/status"), 400, "config.invalid");
            expectProblem(Cli.run(service.home(), "status"), 2, "config.invalid");

            service.project("a: &a [x, x]\nb: &b [*a, *a]\nproject: [*b, *b]\n");
            expectProblem(Cli.run(service.home(), "refresh", STAGING), 2, "config.alias");
            sample.describe("");
        });
    }

    @Test
    void repositoryThatDoesNotAnswerMakesNoRelease() {
        sample.staysAsItIs(() -> {
            String releases = api.get("/releases").body();
            service.project(sample.text("https://127.0.0.1:" + LoopbackPorts.free() + "/sales.git"));

            ProblemView problem = expectProblem(Cli.run(service.home(), "release", "create"), 3, "git.unreachable");

            assertThat(problem.what()).contains("sales", "127.0.0.1");
            assertThat(api.get("/releases").body()).isEqualTo(releases);
            sample.describe("");
        });
    }

    @Test
    void commitThatIsGoneMakesNoRelease() {
        Path repository = sample.repositories().repository("sales");
        String gone = Sources.lost(repository, "Nobody pushes this");
        sample.staysAsItIs(() -> {
            String releases = api.get("/releases").body();

            ProblemView problem = expectProblem(
                    Cli.run(service.home(), "release", "create", "--commit", "sales=" + gone), 2, "git.no-such-commit");

            assertThat(problem.what()).contains("sales", gone);
            expectProblem(api.post("/releases", Map.of("commits", Map.of("sales", gone))), 400, "git.no-such-commit");
            assertThat(api.get("/releases").body()).isEqualTo(releases);
        });
    }

    static Stream<Arguments> brokenAddons() {
        Sources.Edit syntax = checkout -> Sources.replace(checkout.resolve(MANIFEST), "'depends':", "'depends'");
        Sources.Edit circle = checkout -> {
            Sources.replace(checkout.resolve(MANIFEST), "'depends': [", "'depends': ['acme_circle', ");
            Path other = Files.createDirectories(checkout.resolve("acme_circle"));
            Files.writeString(other.resolve("__init__.py"), "");
            Files.writeString(
                    other.resolve("__manifest__.py"),
                    "{\"name\": \"Circle\", \"version\": \"19.0.1.0.0\", \"depends\": [\"acme_sale_priority\"]}\n");
        };
        return Stream.of(
                Arguments.of("module.broken-manifest", "acme_sale_priority", syntax),
                Arguments.of("module.circular-dependency", "acme_circle", circle));
    }

    @Test
    void addonThatNeedsWhatIsNowhereIsStoppedByItsRehearsal() {
        expectStopped(
                "module.missing-dependency",
                "acme_nowhere",
                checkout ->
                        Sources.replace(checkout.resolve(MANIFEST), "'depends': [", "'depends': ['acme_nowhere', "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAddons")
    @Tag("long")
    void brokenAddonIsStoppedByItsRehearsal(String code, String named, Sources.Edit edit) {
        expectStopped(code, named, edit);
    }

    private void expectStopped(String code, String named, Sources.Edit edit) {
        ReleaseView release = api.release(sample.commitOn("sales", "Break it: " + code, edit));
        sample.staysAsItIs(() -> {
            Ended rehearsed = Cli.run(service.home(), "rehearse", release.id());

            ErrorView error = requireNonNull(rehearsed.run().error());
            assertThat(error.code()).as(api.told(rehearsed.run())).isEqualTo(code);
            assertThat(error.what()).contains(named);
            assertThat(error.mend()).isNotEmpty();
            assertThat(rehearsed.exitCode()).isEqualTo(3);
            assertThat(api.get("/environments/rehearsal").status()).isEqualTo(404);
            expectProblem(Cli.run(service.home(), "deploy", release.id(), PRODUCTION), 3, "release.rehearsal-failed");
        });
    }

    @Test
    void portInUseLetsNoEnvironmentBeMade() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            sample.describe("  training:\n    copy_of: production\n    port: " + taken.getLocalPort() + "\n");
            sample.staysAsItIs(() -> {
                Ended refreshed = Cli.run(service.home(), "refresh", "training");

                assertThat(refreshed.exitCode()).as(refreshed.toString()).isEqualTo(3);
                ErrorView error = requireNonNull(refreshed.run().error());
                assertThat(error.code()).isEqualTo("environment.port-taken");
                assertThat(error.what()).contains(Integer.toString(taken.getLocalPort()));
                assertThat(error.mend()).isNotEmpty();
                assertThat(api.environment("training").status()).isEqualTo("absent");
                assertThat(service.home().first().volumes().resolve("training")).doesNotExist();
            });
        }
    }

    @Test
    void secondServiceOnTheSameHomeOrPortEndsAtOnceAndSaysWhy() {
        try (LiveService other = LiveService.inNewHome()) {
            other.project(sample.text("/srv/sales"));
            sample.staysAsItIs(() -> {
                assertThat(exitCode(LiveService.launch(service.home(), service.project())))
                        .isEqualTo(3);
                assertThat(service.said()).contains("[server.already-running]");
                assertThat(exitCode(LiveService.launch(other.homeOnPortOf(service), other.project())))
                        .isEqualTo(3);
                assertThat(other.said()).contains("[server.port-in-use]");
            });
        }
    }

    @Test
    void backupThatIsCutOffIsNotRestored() {
        byte[] whole = read(backup());
        Path cut = write("cut-off.zip", Arrays.copyOf(whole, whole.length / 2));
        expectNotRestored(cut, "backup.damaged");
    }

    @Test
    void backupWithABitThatFellOverIsNotRestored() {
        byte[] damaged = read(backup());
        // In the midst of the dump, which is the first member and the largest; a bit by which another of two like
        // places is meant changes nothing.
        int at = damaged.length / 10;
        damaged[at] ^= 1;
        while (whole(damaged)) {
            damaged[at++] ^= 1;
            damaged[at] ^= 1;
        }
        expectNotRestored(write("bit.zip", damaged), "backup.damaged");
    }

    private static boolean whole(byte[] archive) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            return zip.getNextEntry() != null && zip.transferTo(OutputStream.nullOutputStream()) > 0;
        } catch (IOException damaged) {
            return false;
        }
    }

    @Test
    void backupThatLeadsOutsideIsNotRestored() throws IOException {
        Path hostile = service.home().directory().resolve("demo/hostile.zip");
        try (OutputStream file = Files.newOutputStream(hostile);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String member : List.of("dump.sql", "manifest.json", "filestore/../../../../" + CANARY)) {
                zip.putNextEntry(new ZipEntry(member));
                zip.write("{}".getBytes(StandardCharsets.UTF_8));
            }
        }
        expectNotRestored(hostile, "backup.hostile");
    }

    @Test
    void namesAreNeverGivenToAShell() {
        String command = "$(touch " + canary() + ")`touch " + canary() + "`;touch " + canary() + "\n'\"&& #";
        // The file that was asked for, under exactly that name.
        assertThat(backup().getFileName().toString()).contains(";", "$(", "'", " ");
        sample.staysAsItIs(() -> {
            expectProblem(cli("snapshot", PRODUCTION, "--name", command), 2, "restore-point.bad-name");
            expectProblem(cli("rollback", PRODUCTION, "--to", command), 3, "restore-point.none");
            expectProblem(cli("env", "show", command), 2, "environment.not-found");
            expectProblem(cli("refresh", command), 2, "environment.not-found");
            expectProblem(cli("rehearse", command), 2, "release.not-found");
            expectProblem(cli("deploy", command, PRODUCTION), 2, "release.not-found");
            expectProblem(cli("release", "create", "--branch", command), 2, "git.no-such-commit");
            expectProblem(cli("release", "create", "--commit", "sales=" + command), 2, "git.no-such-commit");
            expectProblem(
                    cli("release", "create", "--commit", "sales=--upload-pack=touch " + canary()),
                    2,
                    "git.no-such-commit");
            expectNotRestored(service.home().directory().resolve(command.replace('/', '_')), "restore.no-such-backup");
        });
        assertThat(canary()).doesNotExist();
    }

    /** {@link #namesAreNeverGivenToAShell} has the shorter ways. */
    @Test
    @Tag("long")
    void addonWhoseFilesHaveNamesForAShellIsJustCode() {
        ReleaseView release = api.release(sample.commitOn("sales", "$(touch " + canary() + ")", checkout -> {
            Path folder = checkout.resolve("acme_sale_priority/static/$(touch " + CANARY + ")");
            Files.writeString(Files.createDirectories(folder).resolve("; touch " + CANARY + " #'\".txt"), "harmless\n");
        }));
        sample.staysAsItIs(() -> {
            RunView rehearsed = api.rehearse(release.id());
            assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");
        });
        assertThat(canary()).doesNotExist();
    }

    @Test
    void interruptedCommandLeavesItsRunGoing() {
        Cli following = Cli.start(service.home(), List.of("refresh", STAGING));
        String id = Await.until(PATIENCE, () -> underWay("refresh"), Optional::isPresent)
                .orElseThrow()
                .id();
        Await.until(PATIENCE, following::said, said -> said.contains("copy-production"));

        Ended ended = following.interrupt();

        assertThat(Cli.interrupted(ended)).as(ended.toString()).isTrue();
        assertThat(ended.err()).contains("understudy run follow " + id);
        RunView run = api.follow(id);
        assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded");
        assertThat(sample.serves(STAGING)).isTrue();
    }

    @Test
    void twoCommandsAtOnceAreDoneOneAfterTheOther() {
        sample.staysAsItIs(() -> {
            List<Cli> both = Stream.of("at-once-1", "at-once-2")
                    .map(name -> Cli.start(service.home(), List.of("snapshot", PRODUCTION, "--name", name, "--json")))
                    .toList();
            List<RunView> runs = both.stream()
                    .map(Cli::end)
                    .map(Ended::run)
                    .sorted(Comparator.comparing(run -> requireNonNull(run.startedAt())))
                    .toList();

            assertThat(runs)
                    .allSatisfy(
                            run -> assertThat(run.status()).as(api.told(run)).isEqualTo("succeeded"));
            assertThat(requireNonNull(runs.getLast().startedAt()))
                    .isAfterOrEqualTo(requireNonNull(runs.getFirst().finishedAt()));
            for (String name : List.of("at-once-1", "at-once-2")) {
                assertThat(api.post("/environments/production/rollback?dryRun=true", Map.of("to", name))
                                .body())
                        .contains(name);
            }
        });
    }

    /** A refused restore leaves staging and its volumes as they were. */
    private void expectNotRestored(Path zip, String code) {
        EnvironmentView staging = api.environment(STAGING);
        sample.staysAsItIs(() -> {
            Ended restored = cli("restore", STAGING, "--from", zip.toString());
            ErrorView error = requireNonNull(restored.run().error());
            assertThat(error.code()).as(api.told(restored.run())).isEqualTo(code);
            assertThat(error.mend()).isNotEmpty();
            assertThat(restored.exitCode()).isEqualTo(2);
        });
        assertThat(api.environment(STAGING)).isEqualTo(staging);
        assertThat(service.home().first().volumes().resolve(STAGING).resolve("next"))
                .doesNotExist();
        assertThat(canary()).doesNotExist();
    }

    /** Production's, made when first needed, under a name that a shell would take for commands. */
    private Path backup() {
        Path made = backup;
        if (made == null) {
            made = service.home().directory().resolve("demo/it's $(touch " + CANARY + "); touch " + CANARY + ".zip");
            Ended ended = cli("backup", PRODUCTION, "--file", made.toString());
            assertThat(ended.exitCode()).as(ended.toString()).isZero();
            assertThat(made).isRegularFile();
            assertThat(canary()).doesNotExist();
            backup = made;
        }
        return made;
    }

    private Ended cli(String... arguments) {
        return Cli.run(service.home(), arguments);
    }

    /** Where the command line runs, and so where its children would leave it. */
    private Path canary() {
        return service.home().directory().resolve(CANARY);
    }

    private Optional<RunView> underWay(String recipe) {
        return api.runs().stream()
                .filter(run -> run.recipe().equals(recipe) && !run.ended())
                .findFirst();
    }

    private Path write(String name, byte[] content) {
        try {
            return Files.write(service.home().directory().resolve("demo").resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ProblemView expectProblem(Ended ended, int exitCode, String code) {
        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
        return expect(ended.problem(), code);
    }

    private static void expectProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        expect(answer.problem(), code);
    }

    private static ProblemView expect(ProblemView problem, String code) {
        assertThat(problem.code()).as(problem.toString()).isEqualTo(code);
        assertThat(problem.what()).isNotEmpty();
        assertThat(problem.mend()).isNotEmpty();
        return problem;
    }

    private static int exitCode(Process process) {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        } finally {
            process.destroyForcibly();
        }
    }
}
