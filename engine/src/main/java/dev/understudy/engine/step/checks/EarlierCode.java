package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.odoo.check.Check;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.List;
import java.util.function.Function;

/**
 * A rehearsed copy as it was before the update: what does not work there with the code that production runs is not the
 * release's fault.
 */
public final class EarlierCode {

    private final Environments environments;
    private final DataSwap swap;
    private final Volumes volumes;

    public EarlierCode(Environments environments, DataSwap swap, Volumes volumes) {
        this.environments = environments;
        this.swap = swap;
        this.volumes = volumes;
    }

    /** Works on the copy with its data as it was before the update, and brings the updated data back. */
    public <T> T with(StepContext context, Function<Environment, T> work) {
        return on(context, volumes.volume(context.request().environment(), context.need(Facts.RESTORE_POINT)), work);
    }

    /** Works on the copy with other data in its place, and brings the updated data back. */
    public <T> T on(StepContext context, Volume data, Function<Environment, T> work) {
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

    /** The checks, with the code that production runs. */
    public Baseline baseline(ShellChecks shell) {
        return new Baseline() {
            @Override
            public List<Check> failing(StepContext context, Asked asked) {
                return asked.checks().isEmpty()
                        ? List.of()
                        : with(
                                context,
                                before -> shell.failingNow(
                                        before.running(context.need(Facts.SOURCE_RELEASE)), asked, context.runId()));
            }

            @Override
            public void settle(StepContext context) {
                leave(context);
            }
        };
    }

    private Volume updated(StepContext context) {
        return volumes.volume(context.request().environment(), "updated-" + context.runId());
    }
}
