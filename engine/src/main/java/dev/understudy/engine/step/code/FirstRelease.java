package dev.understudy.engine.step.code;

import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.Project;
import dev.understudy.model.release.Release;
import dev.understudy.model.run.Said;
import java.util.List;
import java.util.Map;

/**
 * Where there is no release yet, freezes what the repositories hold: a new production begins with it. Where commits were asked
 * for, the release is made of these.
 */
public final class FirstRelease implements Step {

    private final Releases releases;
    private final ReleaseMaker maker;

    public FirstRelease(Releases releases, ReleaseMaker maker) {
        this.releases = releases;
        this.maker = maker;
    }

    @Override
    public String name() {
        return "first-release";
    }

    @Override
    public Outcome apply(StepContext context) {
        if (!context.request().release().isEmpty()) {
            return Outcome.done();
        }
        Map<String, String> revisions = ChooseCode.revisions(context);
        String first = revisions.isEmpty()
                ? releases.list().stream()
                        .findFirst()
                        .orElseGet(() -> make(ReleaseMaker.Order.ofBranches(Project.PRODUCTION), context))
                        .id()
                : make(ReleaseMaker.Order.of(revisions, Project.PRODUCTION), context)
                        .id();
        context.put(Facts.FIRST_RELEASE, first);
        return Outcome.done(Said.verbatim(first));
    }

    private Release make(ReleaseMaker.Order order, StepContext context) {
        return maker.create(order, context.request().by(), context.now());
    }

    @Override
    public List<String> plan(StepContext context) {
        if (!context.request().release().isEmpty()) {
            return List.of();
        }
        String asked = context.request().argument(ChooseCode.COMMIT).orElse("");
        return List.of(asked.isEmpty() ? "freeze what the repositories hold" : "make a release of " + asked);
    }

    /** The release that was asked for, or the first; empty while there is none. */
    public static String orAsked(StepContext context) {
        String asked = context.request().release();
        return asked.isEmpty() ? context.fact(Facts.FIRST_RELEASE).orElse("") : asked;
    }
}
