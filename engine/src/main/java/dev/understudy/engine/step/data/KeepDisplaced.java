package dev.understudy.engine.step.data;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;

/** Keeps production's data that a restore displaced as a restore point; a copy's is deleted. */
public final class KeepDisplaced implements Step {

    private final Environments environments;
    private final RestorePoints restorePoints;
    private final Volumes volumes;

    public KeepDisplaced(Environments environments, RestorePoints restorePoints, Volumes volumes) {
        this.environments = environments;
        this.restorePoints = restorePoints;
        this.volumes = volumes;
    }

    @Override
    public String name() {
        return "keep-old";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Volume displaced = volumes.volume(environment.name(), SwapIn.displaced(context.runId()));
        if (!volumes.exists(displaced)) {
            return Outcome.done();
        }
        if (!environment.isProduction()) {
            volumes.delete(displaced);
            return Outcome.done();
        }
        restorePoints.save(new RestorePoint(
                environment.name(),
                displaced.name(),
                context.fact(Facts.OWN_RELEASE).orElse(environment.release()),
                "before " + context.request().recipe(),
                context.now()));
        return Outcome.done("kept-as", displaced.name());
    }
}
