package dev.understudy.bench;

import dev.understudy.cli.client.ApiProblem;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.client.RunFollower;
import dev.understudy.cli.client.Time;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Understudy as its users have it: the launcher of a checkout, the service it starts, the service's API. */
public final class UnderTest {

    private static final long MOST_MINUTES = 10;

    private final Path launcher;
    private final Home home;
    private final OnlyProject only = new OnlyProject();
    private final Path project;
    private final Path log;

    UnderTest(Settings settings, Home home) {
        this.launcher = settings.checkout().resolve("understudy");
        this.home = home;
        this.project = settings.project();
        this.log = settings.checkout().resolve("bench/target/commands.log");
    }

    /** Starts the service; seconds from the command to its first answer. */
    public double up() throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process command = start("up", "--config", project.toString());
        while (!answers()) {
            if (System.nanoTime() - began > TimeUnit.MINUTES.toNanos(MOST_MINUTES)) {
                throw new IllegalStateException("The service does not answer; see " + log);
            }
            Thread.sleep(10);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        end(command, "up");
        return seconds;
    }

    void down() throws IOException, InterruptedException {
        command("down");
    }

    /** Performs a command of the command line; seconds of the whole process. */
    public double command(String... words) throws IOException, InterruptedException {
        long began = System.nanoTime();
        end(start(words), words[0]);
        return (System.nanoTime() - began) / 1e9;
    }

    /** The process id of the service. */
    long pid() throws IOException {
        return Long.parseLong(Files.readString(home.pidFile()).strip());
    }

    /** Megabytes that the service has in memory. */
    public double memory() throws IOException {
        return AtWork.memory(pid());
    }

    public EnvironmentView environment(String name) {
        return Json.read(client().get("/environments/" + name), EnvironmentView.class);
    }

    public ReleaseView release(String id) {
        return Json.read(client().get("/releases/" + id), ReleaseView.class);
    }

    public ReleaseView release(Map<String, String> commits) {
        return Json.read(client().post("/releases", Map.of("commits", commits)), ReleaseView.class);
    }

    /** The same, although migration scripts are there that Odoo passes over. */
    public ReleaseView releasePassingOver(Map<String, String> commits) {
        return Json.read(
                client().post("/releases", Map.of("commits", commits, "accept-unreached", true)), ReleaseView.class);
    }

    /** Performs a run to its end, which must be a good one. */
    public RunView perform(String environment, String verb, Map<String, String> arguments) {
        return follow(client().post("/environments/" + environment + "/" + verb, arguments));
    }

    public RunView rehearse(String release) {
        return follow(client().post("/releases/" + release + "/rehearse", Map.of()));
    }

    /** What a rehearsal has seen. */
    public RehearsalReport report(RunView rehearsal) {
        return Json.read(
                client().get("/runs/" + rehearsal.id() + "/evidence/" + RehearsalReport.NAME), RehearsalReport.class);
    }

    /** The commands of a run, as JSON. */
    String commands(String run) {
        return client().get("/runs/" + run + "/commands");
    }

    static StepView step(RunView run, String name) {
        return run.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(run.recipe() + " has no step " + name));
    }

    static double seconds(RunView run, String step) {
        StepView found = step(run, step);
        return seconds(moment(found.startedAt()), moment(found.finishedAt()));
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    static Instant moment(@org.jspecify.annotations.Nullable Instant given) {
        if (given == null) {
            throw new IllegalStateException("It did not come to its end");
        }
        return given;
    }

    /** Rehearses a release, to whatever end. */
    public RunView rehearsal(String release) {
        return rehearsal(release, Map.of());
    }

    /** The same, of somebody who takes what it finds. */
    public RunView rehearsal(String release, Map<String, String> arguments) {
        return ended(client().post("/releases/" + release + "/rehearse", arguments));
    }

    /** Performs a run to whatever end. */
    public RunView attempt(String environment, String verb, Map<String, String> arguments) {
        return ended(client().post("/environments/" + environment + "/" + verb, arguments));
    }

    private RunView ended(String accepted) {
        RunView asked = Json.read(accepted, RunView.class);
        return new RunFollower(this::client, () -> false, Time.REAL, hitch -> {}).follow(asked.id(), run -> {});
    }

    private RunView follow(String accepted) {
        RunView ended = ended(accepted);
        if (!ended.status().equals("succeeded")) {
            throw new IllegalStateException(
                    ended.id() + " (" + ended.recipe() + ") is " + ended.status() + ": " + ended.error());
        }
        return ended;
    }

    private boolean answers() {
        try {
            client().get("/status");
            return true;
        } catch (FaultException | ApiProblem notYet) {
            return false;
        }
    }

    private Client client() {
        return only.of(new Client(home, Locale.ENGLISH, "bench", Time.REAL, () -> {}));
    }

    private Process start(String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of(launcher.toString()));
        argv.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("UNDERSTUDY_HOME", home.directory().toString());
        builder.environment().put("UNDERSTUDY_CACHE", home.cache().toString());
        builder.environment().put("UNDERSTUDY_PORT", Integer.toString(home.port()));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private void end(Process process, String what) throws InterruptedException {
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new UncheckedIOException(new IOException("understudy " + what + " failed; see " + log));
        }
    }
}
