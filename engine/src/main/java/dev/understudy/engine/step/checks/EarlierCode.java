package dev.understudy.engine.step.checks;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.odoo.check.Check;
import dev.understudy.targets.volume.Volumes;
import java.util.List;
import java.util.function.Function;

/**
 * A rehearsed copy as it was before the update: what does not work there with the code that production runs is not the
 * release's fault.
 */
public final class EarlierCode {

    private final DataInPlace place;
    private final Volumes volumes;

    public EarlierCode(DataInPlace place, Volumes volumes) {
        this.place = place;
        this.volumes = volumes;
    }

    /** Works on the copy with its data as it was before the update, and brings the updated data back. */
    public <T> T with(StepContext context, Function<Environment, T> work) {
        return place.with(
                context, volumes.volume(context.request().environment(), context.need(Facts.RESTORE_POINT)), work);
    }

    /** Brings the updated data back, where a try was cut off before it did. */
    public void leave(StepContext context) {
        place.leave(context);
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
}
