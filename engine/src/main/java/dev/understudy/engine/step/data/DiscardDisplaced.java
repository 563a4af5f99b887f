package dev.understudy.engine.step.data;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.targets.volume.Volumes;

/** Deletes the data that a swap displaced, when what replaced it is seen to work. */
public final class DiscardDisplaced implements Step {

    private final Volumes volumes;

    public DiscardDisplaced(Volumes volumes) {
        this.volumes = volumes;
    }

    @Override
    public String name() {
        return "discard-old";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        volumes.delete(volumes.volume(context.request().environment(), SwapIn.displaced(context.runId())));
        return Outcome.done();
    }
}
