package dev.understudy.engine.step.data;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.List;

/**
 * Makes a restore point the environment's data again, with the release that belongs to it. The data that was there
 * becomes a restore point itself, so that nothing is lost.
 */
public final class PutBack implements Step {

    /** Begins the name of the restore point that keeps what users wrote before a deploy was undone. */
    public static final String UNDONE = "undone-";

    private final Environments environments;
    private final RestorePoints restorePoints;
    private final DataSwap swap;
    private final Volumes volumes;

    public PutBack(Environments environments, RestorePoints restorePoints, DataSwap swap, Volumes volumes) {
        this.environments = environments;
        this.restorePoints = restorePoints;
        this.swap = swap;
        this.volumes = volumes;
    }

    @Override
    public String name() {
        return "put-back";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment =
                environments.get(context.request().environment()).in(State.MAINTENANCE);
        String name = context.need(Facts.RESTORE_POINT);
        RestorePoint point = restorePoints.find(environment.name(), name).orElseThrow();
        Volume displaced = displaced(volumes, context);
        Environment back = swap.putBack(environment, volumes.volume(environment.name(), name), displaced);
        restorePoints.save(new RestorePoint(
                environment.name(),
                displaced.name(),
                context.need(Facts.OWN_RELEASE),
                "before " + context.request().recipe() + " to " + name,
                context.now()));
        environments.save(back.running(point.release()));
        return Outcome.done("back-to", name, displaced.name());
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Volume displaced = displaced(volumes, context);
        // What users wrote after they were served with the data that goes now is kept.
        boolean kept = context.fact(Facts.SERVED).isPresent();
        Volume failed = volumes.volume(environment.name(), (kept ? UNDONE : "failed-") + context.runId());
        // Once it is back in its place it is no longer there, and a kill may have left all that follows undone.
        Environment restored = swap.undoPutBack(environment, displaced, failed);
        String own = context.need(Facts.OWN_RELEASE);
        if (!restored.release().equals(own)) {
            environments.save(restored.running(own));
        }
        if (kept && volumes.exists(failed)) {
            restorePoints.save(RestorePoint.ofUndone(
                    environment.name(),
                    failed.name(),
                    ChooseRestorePoint.release(context),
                    context.request().recipe(),
                    context.now()));
        } else {
            volumes.delete(failed);
        }
        volumes.delete(swap.returning(displaced));
        restorePoints.delete(environment.name(), displaced.name());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of(
                "stop Odoo and the cluster of " + context.request().environment(),
                "rename the live volume aside, a copy of the restore point into its place",
                "start the cluster");
    }

    /** What was there before a run put data back. */
    static Volume displaced(Volumes volumes, StepContext context) {
        return volumes.volume(context.request().environment(), "before-" + context.runId());
    }
}
