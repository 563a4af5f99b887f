package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.StepContext;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.function.Function;

/** Other data in the place of a rehearsed copy's for a while: what fits it runs on that as it does on its own. */
public final class DataInPlace {

    private final Environments environments;
    private final DataSwap swap;
    private final Volumes volumes;

    public DataInPlace(Environments environments, DataSwap swap, Volumes volumes) {
        this.environments = environments;
        this.swap = swap;
        this.volumes = volumes;
    }

    /** Works on the copy with other data in its place, and brings the updated data back. */
    public <T> T with(StepContext context, Volume data, Function<Environment, T> work) {
        Environment environment = environments.get(context.request().environment());
        Environment there = swap.putBack(environment, data, updated(context));
        try {
            return work.apply(there);
        } finally {
            leave(context);
        }
    }

    /** Brings the updated data back, where a try was cut off before it did. */
    public void leave(StepContext context) {
        Volume updated = updated(context);
        if (volumes.exists(updated)) {
            Environment environment = environments.get(context.request().environment());
            Volume before = volumes.volume(environment.name(), "before-" + context.runId());
            swap.undoPutBack(environment, updated, before);
            volumes.delete(before);
        }
    }

    private Volume updated(StepContext context) {
        return volumes.volume(context.request().environment(), "updated-" + context.runId());
    }
}
