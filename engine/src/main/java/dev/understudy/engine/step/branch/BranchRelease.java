package dev.understudy.engine.step.branch;

import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.run.Said;
import java.util.List;

/** Freezes what stands on a branch of development. */
public final class BranchRelease implements Step {

    /** The argument that names the branch; without it, the branches that the environment has. */
    public static final String BRANCH = "branch";

    private final ReleaseMaker maker;

    public BranchRelease(ReleaseMaker maker) {
        this.maker = maker;
    }

    /** The branch that a run is about; empty for those that the environment has. */
    public static String branch(StepContext context) {
        return context.request().argument(BRANCH).orElse("");
    }

    @Override
    public String name() {
        return "branch-release";
    }

    @Override
    public Outcome apply(StepContext context) {
        String release = maker.ofBranch(
                        branch(context),
                        context.request().environment(),
                        context.request().by(),
                        context.now())
                .id();
        context.put(Facts.FIRST_RELEASE, release);
        return Outcome.done(Said.verbatim(release));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("freeze what stands on " + (branch(context).isEmpty() ? "its branches" : branch(context)));
    }
}
