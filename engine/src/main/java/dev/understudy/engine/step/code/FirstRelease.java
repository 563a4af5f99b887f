package dev.understudy.engine.step.code;

import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.Project;
import java.util.List;

/** Where there is no release yet, freezes what the repositories hold: a new production begins with it. */
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
        String first = releases.list().stream()
                .findFirst()
                .orElseGet(() -> maker.create(
                        ReleaseMaker.Order.ofBranches(Project.PRODUCTION),
                        context.request().by(),
                        context.now()))
                .id();
        context.put(Facts.FIRST_RELEASE, first);
        return Outcome.done(first);
    }

    @Override
    public List<String> plan(StepContext context) {
        return context.request().release().isEmpty() ? List.of("freeze what the repositories hold") : List.of();
    }

    /** The release that was asked for, or the first; empty while there is none. */
    public static String orAsked(StepContext context) {
        String asked = context.request().release();
        return asked.isEmpty() ? context.fact(Facts.FIRST_RELEASE).orElse("") : asked;
    }
}
