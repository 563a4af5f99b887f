package dev.understudy.cli.demo;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Performs the story's runs, and picks up those that an interrupted telling left behind. */
final class Stage {

    static final Set<String> SUCCEEDED = Set.of("succeeded");

    /** It did not succeed, and production is what it was; {@code undone} when there was something to put back. */
    static final Set<String> STOPPED = Set.of("failed", "undone");

    /** It had changed production, and put it back. */
    static final Set<String> ROLLED_BACK = Set.of("undone");

    /** Rehearsals have environments of their own. */
    private static final String REHEARSAL = "rehearsal";

    private final Pipeline pipeline;
    private final Telling telling;

    Stage(Pipeline pipeline, Telling telling) {
        this.pipeline = pipeline;
        this.telling = telling;
    }

    RunView create(String environment) {
        return environmentRun(environment, "create", "env create " + environment);
    }

    RunView refresh(String environment) {
        return environmentRun(environment, "refresh", "refresh " + environment);
    }

    RunView rehearse(String release, Set<String> expected) {
        telling.command("rehearse " + release);
        return releaseRun("rehearse", REHEARSAL, release, expected, () -> pipeline.rehearse(release));
    }

    RunView deploy(String release, String environment, Set<String> expected) {
        telling.command("deploy " + release + " " + environment);
        return releaseRun(
                "deploy",
                environment,
                release,
                expected,
                () -> pipeline.act(environment, "deploy", Map.of("release", release)));
    }

    /** Puts a release on the environment of its method's next stage. */
    RunView promote(String release, String environment) {
        telling.command("release promote " + release);
        return releaseRun("deploy", environment, release, SUCCEEDED, () -> pipeline.promote(release));
    }

    /** The time that a run took, without its time in the queue. */
    static long millis(RunView run) {
        return run.startedAt() == null || run.finishedAt() == null
                ? 0
                : Duration.between(run.startedAt(), run.finishedAt()).toMillis();
    }

    private RunView environmentRun(String environment, String recipe, String command) {
        telling.command(command);
        Optional<RunView> earlier =
                latest(run -> run.recipe().equals(recipe) && run.environment().equals(environment));
        String status = pipeline.environment(environment).status();
        if (earlier.isPresent() && !earlier.get().ended()) {
            return expect(SUCCEEDED, pipeline.follow(earlier.get().id()));
        }
        if (earlier.isPresent() && earlier.get().status().equals("succeeded") && status.equals("running")) {
            return expect(SUCCEEDED, pipeline.follow(earlier.get().id()));
        }
        if (!status.equals("absent")) {
            expect(SUCCEEDED, pipeline.follow(act(environment, "destroy").id()));
        }
        return expect(SUCCEEDED, pipeline.follow(act(environment, recipe).id()));
    }

    private RunView act(String environment, String verb) {
        return pipeline.act(environment, verb, Map.of());
    }

    private RunView releaseRun(
            String recipe, String environment, String release, Set<String> expected, Supplier<RunView> asked) {
        RunView run = latest(candidate -> candidate.recipe().equals(recipe)
                        && (environment.equals(REHEARSAL)
                                || candidate.environment().equals(environment))
                        && release.equals(candidate.release()))
                .filter(candidate -> !candidate.ended() || expected.contains(candidate.status()))
                .orElseGet(asked);
        return expect(expected, pipeline.follow(run.id()));
    }

    private Optional<RunView> latest(Predicate<RunView> wanted) {
        return pipeline.status().runs().stream().filter(wanted).max(Comparator.comparing(RunView::createdAt));
    }

    private RunView expect(Set<String> expected, RunView run) {
        ErrorView error = run.error();
        if (error != null) {
            telling.problem(error.what(), error.mend(), error.code());
        }
        if (!expected.contains(run.status())) {
            throw Fault.failed("cli.demo-unexpected", run.id(), run.recipe(), run.status(), String.join(", ", expected))
                    .exception();
        }
        return run;
    }
}
