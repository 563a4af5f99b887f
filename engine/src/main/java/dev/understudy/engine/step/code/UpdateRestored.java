package dev.understudy.engine.step.code;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Outdated;
import dev.understudy.model.fault.Fault;
import java.util.List;

/** Updates what the code has newer than the data that was restored, before anybody is let in. */
public final class UpdateRestored implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final ModuleUpdates updates;

    public UpdateRestored(Environments environments, EnvironmentControl control, ModuleUpdates updates) {
        this.environments = environments;
        this.control = control;
        this.updates = updates;
    }

    @Override
    public String name() {
        return "update-restored";
    }

    @Override
    public Outcome apply(StepContext context) {
        List<String> outdated = Outdated.of(context).modules();
        if (outdated.isEmpty()) {
            return Outcome.done("code-fits");
        }
        // What an update calls is called by nobody yet.
        Environment environment =
                control.enclose(environments.get(context.request().environment()));
        ModulePlan plan = new ModulePlan(outdated, List.of(), List.of());
        context.progress(plan.told());
        ModuleUpdates.Result result = updates.perform(environment, environment.release(), plan, context.runId());
        context.evidence("update-log", "text/plain", result.log());
        if (!result.succeeded()) {
            return Outcome.failed(result.refusal()
                    .orElseGet(() ->
                            Fault.failed("update.failed", environment.release(), String.join("; ", result.reasons())))
                    .at(environment.name()));
        }
        return Outcome.done("modules-done", plan.told(), result.duration());
    }
}
