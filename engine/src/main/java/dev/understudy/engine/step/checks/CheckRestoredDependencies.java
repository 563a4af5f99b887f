package dev.understudy.engine.step.checks;

import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModuleNeeds;
import dev.understudy.engine.release.OutdatedModules;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.ModuleRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether Odoo would find what the modules of other people's data ask for, before that becomes an environment's. What is
 * to be updated would not be without it. Of the others Odoo does not ask: many import it only where it is there, so
 * that is told and stops nothing.
 */
public final class CheckRestoredDependencies implements Step {

    private final Supplier<Project> project;
    private final ModuleNeeds needs;
    private final Function<String, ModuleCatalog> code;
    private final Function<StepContext, List<ModuleRow>> modules;

    /**
     * @param code the modules of a release, and Odoo's
     * @param modules those that the data has installed; none when it cannot be asked yet
     */
    public CheckRestoredDependencies(
            Supplier<Project> project,
            ModuleNeeds needs,
            Function<String, ModuleCatalog> code,
            Function<StepContext, List<ModuleRow>> modules) {
        this.project = project;
        this.needs = needs;
        this.code = code;
        this.modules = modules;
    }

    @Override
    public String name() {
        return "check-dependencies";
    }

    @Override
    public Outcome apply(StepContext context) {
        String release = context.need(Facts.SOURCE_RELEASE);
        ModuleCatalog catalog = code.apply(release);
        List<ModuleRow> rows = modules.apply(context);
        Set<String> installed = rows.stream().map(ModuleRow::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> updated = catalog.graph()
                .withDependents(OutdatedModules.of(
                                rows, catalog, Series.of(project.get().odoo().series()))
                        .outdated());
        updated.retainAll(installed);
        Optional<Fault> refused = needs.lacking(release, catalog, updated);
        if (refused.isPresent()) {
            return Outcome.failed(refused.get().at(context.request().environment()));
        }
        return needs.lacking(release, catalog, installed)
                .<Outcome>map(lacking ->
                        new Outcome.Warned(lacking.at(context.request().environment())))
                .orElseGet(Outcome::done);
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("ask Odoo's Python for what the manifests of the data's modules name in external_dependencies");
    }
}
