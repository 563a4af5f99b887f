package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentRemoval;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.util.List;

/** Removes every trace of an environment but its backups. There is no way back but a backup. */
public final class RemoveEnvironment implements Step {

    private final EnvironmentRemoval removal;

    public RemoveEnvironment(EnvironmentRemoval removal) {
        this.removal = removal;
    }

    @Override
    public String name() {
        return "remove";
    }

    @Override
    public Outcome apply(StepContext context) {
        if (!context.request().flag("keep")) {
            removal.remove(context.request().environment());
        }
        return Outcome.done();
    }

    @Override
    public List<String> plan(StepContext context) {
        String environment = context.request().environment();
        return List.of(
                "stop Odoo and the cluster of " + environment,
                "delete the volumes, files, fence and system user of " + environment);
    }
}
