package dev.understudy.engine.step.code;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.run.Said;
import java.util.function.Function;

/**
 * Records that the environment now runs the release: from here on the run has succeeded, and cannot be cancelled. Undone,
 * when the control plane failed in the middle, by recording the release that it ran before.
 */
public final class AdoptRelease implements Step {

    private final Environments environments;
    private final Function<StepContext, String> release;

    /**
     * Adopts the release that {@code release} tells.
     *
     * @param release its id, from the run
     */
    public AdoptRelease(Environments environments, Function<StepContext, String> release) {
        this.environments = environments;
        this.release = release;
    }

    @Override
    public String name() {
        return "adopt-release";
    }

    @Override
    public boolean cancellable() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        String adopted = release.apply(context);
        if (!environment.release().equals(adopted)) {
            environments.save(environment.running(adopted).in(State.READY));
        }
        return Outcome.done(Said.verbatim(adopted));
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        context.fact(Facts.OWN_RELEASE)
                .filter(before -> !before.equals(environment.release()))
                .ifPresent(before -> environments.save(environment.running(before)));
    }
}
