package dev.understudy.engine.step.code;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.checks.NewLogErrors;

/** Remembers that what was logged since the restore point was logged by a release that was taken back. */
public final class BlameRelease implements Step {

    private final Environments environments;
    private final RestorePoints restorePoints;
    private final NewLogErrors logErrors;

    public BlameRelease(Environments environments, RestorePoints restorePoints, NewLogErrors logErrors) {
        this.environments = environments;
        this.restorePoints = restorePoints;
        this.logErrors = logErrors;
    }

    @Override
    public String name() {
        return "blame-release";
    }

    @Override
    public boolean cancellable() {
        return false;
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        String takenBack = context.need(Facts.OWN_RELEASE);
        if (takenBack.equals(environment.release())) {
            return Outcome.done("same-release");
        }
        RestorePoint point = restorePoints
                .find(environment.name(), context.need(Facts.RESTORE_POINT))
                .orElseThrow();
        logErrors.blame(environment, point.createdAt(), context.now());
        return Outcome.done("blamed-since", takenBack, point.createdAt());
    }
}
