package dev.understudy.engine.step;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.util.List;

/**
 * Begins to load Odoo with the release's code, so that what is loaded meanwhile is not waited for: the update when the
 * snapshot has been taken, and the web instance when the update has ended. Whatever ends Odoo ends these, too.
 */
public final class LoadOdoo implements Step {

    private final Environments environments;
    private final EnvironmentControl control;

    public LoadOdoo(Environments environments, EnvironmentControl control) {
        this.environments = environments;
        this.control = control;
    }

    @Override
    public String name() {
        return "load-odoo";
    }

    @Override
    public Outcome apply(StepContext context) {
        control.load(
                environments.get(context.request().environment()),
                context.request().release());
        return Outcome.done();
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of(
                "load Odoo with the code of " + context.request().release() + ", for the update and the web instance");
    }
}
