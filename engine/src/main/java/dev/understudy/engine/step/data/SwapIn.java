package dev.understudy.engine.step.data;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.function.BiFunction;

/**
 * Makes the volume that was prepared the environment's own; what was live stands by until the run has succeeded. Undone
 * by changing them back; then production's data that was served meanwhile becomes a restore point.
 */
public final class SwapIn implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final DataSwap swap;
    private final Clusters clusters;
    private final Volumes volumes;
    private final RestorePoints restorePoints;
    private final BiFunction<Environment, StepContext, Environment> afterwards;

    /**
     * Swaps, and records what the environment has become.
     *
     * @param afterwards the environment with the data that was swapped in
     */
    public SwapIn(
            Environments environments,
            EnvironmentControl control,
            DataSwap swap,
            Clusters clusters,
            Volumes volumes,
            RestorePoints restorePoints,
            BiFunction<Environment, StepContext, Environment> afterwards) {
        this.environments = environments;
        this.control = control;
        this.swap = swap;
        this.clusters = clusters;
        this.volumes = volumes;
        this.restorePoints = restorePoints;
        this.afterwards = afterwards;
    }

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        if (context.fact(Facts.SWAPPED).isPresent()) {
            control.startDatabase(environments.get(context.request().environment()));
            return Outcome.done();
        }
        Environment environment =
                environments.get(context.request().environment()).in(State.MAINTENANCE);
        environments.save(environment);
        Volume next = volumes.volume(environment.name(), CopyProduction.NEXT);
        clusters.stop(control.nextCluster(environment, next));
        if (context.fact(Facts.NATURE_BEFORE).isEmpty()) {
            context.put(Facts.NATURE_BEFORE, environment.quiet() + " " + environment.neutralized());
        }
        Environment swapped = swap.swapIn(environment, next, displaced(context));
        environments.save(afterwards.apply(swapped, context));
        context.put(Facts.SWAPPED, "true");
        return Outcome.done();
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Volume displaced = displaced(context);
        if (volumes.exists(displaced)) {
            context.put(Facts.SWAPPING_BACK, "true");
        } else if (context.fact(Facts.SWAPPING_BACK).isEmpty()) {
            return;
        }
        // What users wrote to production after it was served with the data that goes now is kept.
        boolean kept = environment.isProduction() && context.fact(Facts.SERVED).isPresent();
        Volume failed = volumes.volume(environment.name(), (kept ? PutBack.UNDONE : "failed-") + context.runId());
        Environment restored = swap.undo(environment, displaced, failed);
        if (kept && volumes.exists(failed)) {
            restorePoints.save(RestorePoint.ofUndone(
                    environment.name(),
                    failed.name(),
                    context.need(Facts.SOURCE_RELEASE),
                    context.request().recipe(),
                    context.now()));
        } else {
            volumes.delete(failed);
        }
        Environment before = natureBefore(context, restored);
        environments.save(
                context.fact(Facts.OWN_RELEASE).map(before::running).orElse(before));
        control.startOdoo(environments.get(environment.name()));
        environments.save(environments.get(environment.name()).in(State.READY));
    }

    /** A production that served stays as it was; what it is now is told by the data that goes. */
    private static Environment natureBefore(StepContext context, Environment environment) {
        String[] before = context.fact(Facts.NATURE_BEFORE).orElse("").split(" ", -1);
        return environment.isProduction() && before.length == 2
                ? environment
                        .withQuiet(Boolean.parseBoolean(before[0]))
                        .withNeutralized(Boolean.parseBoolean(before[1]))
                : environment;
    }

    /** The name of the volume that a run's swap displaced. */
    static String displaced(String run) {
        return "displaced-" + run;
    }

    private Volume displaced(StepContext context) {
        return volumes.volume(context.request().environment(), displaced(context.runId()));
    }
}
