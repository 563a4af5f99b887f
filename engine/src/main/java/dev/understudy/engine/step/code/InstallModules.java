package dev.understudy.engine.step.code;

import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Fills a new database: base, and the modules that {@code understudy.yaml} names. */
public final class InstallModules implements Step {

    private final Supplier<Project> project;
    private final Environments environments;
    private final ModuleUpdates updates;
    private final Function<StepContext, String> release;

    /**
     * Installs with the code of the release that {@code release} tells.
     *
     * @param release its id, from the run
     */
    public InstallModules(
            Supplier<Project> project,
            Environments environments,
            ModuleUpdates updates,
            Function<StepContext, String> release) {
        this.project = project;
        this.environments = environments;
        this.updates = updates;
        this.release = release;
    }

    @Override
    public String name() {
        return "install-modules";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        ModulePlan plan = plan();
        context.progress(plan.told());
        ModuleUpdates.Result result = updates.perform(environment, release.apply(context), plan, context.runId());
        if (!result.succeeded()) {
            context.evidence("install-log", "text/plain", result.log());
            return Outcome.failed(result.refusal()
                    .orElseGet(() -> Fault.failed("odoo.install-failed", String.join("; ", result.reasons())))
                    .at(environment.name()));
        }
        return Outcome.done("modules-done", plan.told(), result.duration());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("odoo -i " + String.join(",", plan().install()));
    }

    private ModulePlan plan() {
        return ModulePlan.ofNew(project.get());
    }
}
