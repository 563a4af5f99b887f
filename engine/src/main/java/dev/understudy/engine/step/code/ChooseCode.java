package dev.understudy.engine.step.code;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.Project;
import dev.understudy.model.release.Release;
import dev.understudy.model.run.Said;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Chooses the code that restored data is served with: what was asked for, else what a backup says that it was written with,
 * else what the environment runs, else the newest release; where there is none, what the repositories hold becomes the
 * first one.
 */
public final class ChooseCode implements Step {

    /** The argument that names commits: {@code REPOSITORY=REVISION}, by comma. */
    public static final String COMMIT = "commit";

    private final Supplier<Project> project;
    private final Environments environments;
    private final Releases releases;
    private final ReleaseMaker maker;
    private final Function<StepContext, Map<String, String>> noted;

    /**
     * Chooses.
     *
     * @param noted the commits that a backup was taken with, by repository; none where it does not say
     */
    public ChooseCode(
            Supplier<Project> project,
            Environments environments,
            Releases releases,
            ReleaseMaker maker,
            Function<StepContext, Map<String, String>> noted) {
        this.project = project;
        this.environments = environments;
        this.releases = releases;
        this.maker = maker;
        this.noted = noted;
    }

    @Override
    public String name() {
        return "choose-code";
    }

    @Override
    public Outcome apply(StepContext context) {
        String chosen = asked(context)
                .or(() -> backup(context))
                .or(() -> environments
                        .find(context.request().environment())
                        .map(Environment::release)
                        .filter(release -> !release.isEmpty()))
                .or(() -> releases.list().stream().findFirst().map(Release::id))
                .orElseGet(() -> make(Map.of(), context));
        context.put(Facts.SOURCE_RELEASE, chosen);
        return Outcome.done(Said.verbatim(chosen));
    }

    private Optional<String> asked(StepContext context) {
        Map<String, String> revisions = revisions(context);
        return revisions.isEmpty() ? Optional.empty() : Optional.of(make(revisions, context));
    }

    /** The revisions that were asked for, by repository; none where none were. */
    static Map<String, String> revisions(StepContext context) {
        Map<String, String> revisions = new LinkedHashMap<>();
        for (String one : context.request().argument(COMMIT).orElse("").split(",", -1)) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                revisions.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        return revisions;
    }

    private Optional<String> backup(StepContext context) {
        Map<String, String> commits = noted.apply(context);
        return commits.isEmpty()
                ? Optional.empty()
                : releases.list().stream()
                        .filter(release -> release.commits().equals(commits))
                        .findFirst()
                        .map(Release::id);
    }

    private String make(Map<String, String> revisions, StepContext context) {
        return maker.create(
                        ReleaseMaker.Order.of(revisions, Project.PRODUCTION),
                        context.request().by(),
                        context.now())
                .id();
    }

    @Override
    public List<String> plan(StepContext context) {
        String asked = context.request().argument(COMMIT).orElse("");
        boolean any = environments.find(context.request().environment()).isPresent()
                || !releases.list().isEmpty();
        if (!asked.isEmpty()) {
            return List.of("make a release of " + asked);
        }
        return any
                ? List.of()
                : List.of("freeze what the repositories hold: "
                        + String.join(
                                ", ",
                                project.get().repositories().stream()
                                        .map(one -> one.name())
                                        .toList()));
    }
}
