package dev.understudy.engine.step.code;

import dev.understudy.engine.release.Promotions;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;

/**
 * In a linear history, has development stand on what entered a later stage. A conflict is its author's to solve: what was
 * deployed stays, and the run says which files.
 */
public final class RebaseBranches implements Step {

    private final Promotions promotions;

    public RebaseBranches(Promotions promotions) {
        this.promotions = promotions;
    }

    @Override
    public String name() {
        return "rebase-branches";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        return Outcome.done(Said.all(promotions.rebase(context.request().environment()).stream()
                .map(Promotions.Promoted::told)
                .toList()));
    }
}
