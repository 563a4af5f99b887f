package dev.understudy.engine.step.branch;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.code.FirstRelease;
import dev.understudy.model.fault.Fault;
import java.util.List;

/** Brings a branch's database to what stands on the branch. */
public final class UpdateBranch implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final ModuleUpdates updates;

    public UpdateBranch(Environments environments, EnvironmentControl control, ModuleUpdates updates) {
        this.environments = environments;
        this.control = control;
        this.updates = updates;
    }

    @Override
    public String name() {
        return "update-branch";
    }

    @Override
    public Outcome apply(StepContext context) {
        // What an update calls is called by nobody.
        Environment environment =
                control.enclose(environments.get(context.request().environment()));
        String release = FirstRelease.orAsked(context);
        ModulePlan plan = updates.plan(environment, release);
        if (plan.isEmpty()) {
            updates.keepChecksums(environment, release);
            return Outcome.done("nothing-to-update");
        }
        context.progress(plan.told());
        ModuleUpdates.Result result = updates.perform(environment, release, plan, context.runId());
        if (!result.succeeded()) {
            context.evidence("update-log", "text/plain", result.log());
            return Outcome.failed(result.refusal()
                    .orElseGet(() -> Fault.failed("update.failed", release, String.join("; ", result.reasons())))
                    .at(environment.name()));
        }
        return Outcome.done("modules-done", plan.told(), result.duration());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("odoo -u what differs in " + context.request().environment());
    }
}
