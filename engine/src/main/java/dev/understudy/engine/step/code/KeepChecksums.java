package dev.understudy.engine.step.code;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import java.util.function.Function;

/**
 * Tells the database that its modules are at the content of a release, so that the next update compares with that. Undone
 * by telling it of the release before.
 */
public final class KeepChecksums implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final ModuleUpdates updates;
    private final Function<StepContext, String> release;

    /**
     * Keeps those of the release that {@code release} tells.
     *
     * @param release the id of the release, from the run
     */
    public KeepChecksums(
            Environments environments,
            EnvironmentControl control,
            ModuleUpdates updates,
            Function<StepContext, String> release) {
        this.environments = environments;
        this.control = control;
        this.updates = updates;
        this.release = release;
    }

    @Override
    public String name() {
        return "keep-checksums";
    }

    @Override
    public Outcome apply(StepContext context) {
        updates.keepChecksums(environment(context), release.apply(context));
        return Outcome.done();
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = control.withDatabase(environment(context));
        updates.keepChecksums(environment, context.fact(Facts.OWN_RELEASE).orElse(environment.release()));
    }

    private Environment environment(StepContext context) {
        return environments.get(context.request().environment());
    }
}
