package dev.understudy.engine.step.checks;

import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModuleNeeds;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether Odoo would find what the modules of a new database ask for, before one is made. */
public final class CheckNewDependencies implements Step {

    private final Supplier<Project> project;
    private final ModuleNeeds needs;
    private final Function<String, ModuleCatalog> code;
    private final Function<StepContext, String> release;

    /**
     * @param code the modules of a release, and Odoo's
     * @param release its id, from the run
     */
    public CheckNewDependencies(
            Supplier<Project> project,
            ModuleNeeds needs,
            Function<String, ModuleCatalog> code,
            Function<StepContext, String> release) {
        this.project = project;
        this.needs = needs;
        this.code = code;
        this.release = release;
    }

    @Override
    public String name() {
        return "check-dependencies";
    }

    @Override
    public Outcome apply(StepContext context) {
        String id = release.apply(context);
        ModuleCatalog catalog = code.apply(id);
        return needs.lacking(id, catalog, catalog.installedBy(asked()))
                .map(Outcome::failed)
                .orElseGet(Outcome::done);
    }

    private List<String> asked() {
        return ModulePlan.ofNew(project.get()).install();
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("ask Odoo's Python for what the manifests of "
                + String.join(", ", asked())
                + ", and of what they depend on, name in external_dependencies");
    }
}
