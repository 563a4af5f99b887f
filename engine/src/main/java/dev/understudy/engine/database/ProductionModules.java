package dev.understudy.engine.database;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.Project;
import dev.understudy.odoo.update.ModuleRow;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The names of the modules that production has now. Nobody knows while its database does not run; where there is no
 * production, nothing is installed.
 */
public final class ProductionModules implements Supplier<Optional<Set<String>>> {

    private final Environments environments;
    private final EnvironmentControl control;
    private final OdooDatabases databases;

    public ProductionModules(Environments environments, EnvironmentControl control, OdooDatabases databases) {
        this.environments = environments;
        this.control = control;
        this.databases = databases;
    }

    @Override
    public Optional<Set<String>> get() {
        Optional<Environment> production = environments.find(Project.PRODUCTION);
        return production.isEmpty()
                ? Optional.of(Set.of())
                : production
                        .filter(control::databaseRuns)
                        .map(running -> databases.of(control.database(running)).modules().stream()
                                .map(ModuleRow::name)
                                .collect(Collectors.toSet()));
    }
}
