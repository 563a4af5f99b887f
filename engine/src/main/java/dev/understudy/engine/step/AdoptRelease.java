package dev.understudy.engine.step;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;

/** Records that the environment now runs the release: from here on the run has succeeded. */
public final class AdoptRelease implements Step {

    private final Environments environments;

    public AdoptRelease(Environments environments) {
        this.environments = environments;
    }

    @Override
    public String name() {
        return "adopt-release";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        String release = context.request().release();
        if (!environment.release().equals(release)) {
            environments.save(environment.running(release).in(State.READY));
        }
        return Outcome.done(release);
    }
}
