package dev.understudy.engine.recipe;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.ProductionModules;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.ModuleNeeds;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.checks.CheckDependencies;
import dev.understudy.engine.step.checks.CheckNewDependencies;
import dev.understudy.engine.step.checks.CheckRestoredDependencies;
import dev.understudy.engine.step.data.CopyProduction;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.targets.postgres.Cluster;
import java.util.List;
import java.util.function.Function;

/** Makes the steps that ask, before anything is installed, whether Odoo would find what modules need. */
final class DependencySteps {

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final Equipment.Records records;
    private final Subject subject;
    private final ModuleNeeds needs;

    DependencySteps(Equipment equipment) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.records = equipment.records();
        this.subject = new Subject(records);
        this.needs = new ModuleNeeds(equipment.code().placed());
    }

    /** Of what the run's release changes. */
    Step ofRelease() {
        return new CheckDependencies(
                records.releases(),
                needs,
                control::catalog,
                new ProductionModules(
                        records.environments(), control, equipment.inside().databases()));
    }

    /** Of what a new database is filled with. */
    Step ofNewData() {
        return new CheckNewDependencies(equipment.project(), needs, control::catalog, subject::brought);
    }

    /** Of data that was brought and is not live yet. */
    Step ofBroughtData() {
        return ofData(this::brought);
    }

    /** Of what was followed before, as it is here: what is taken over has the same modules. */
    Step ofFollowedData() {
        return ofData(this::followed);
    }

    private Step ofData(Function<Environment, List<ModuleRow>> modules) {
        return new CheckRestoredDependencies(
                equipment.project(),
                needs,
                control::catalog,
                context -> modules.apply(
                        records.environments().get(context.request().environment())));
    }

    private List<ModuleRow> brought(Environment environment) {
        Equipment.Machine machine = equipment.machine();
        Cluster next =
                control.nextCluster(environment, machine.volumes().volume(environment.name(), CopyProduction.NEXT));
        return equipment
                .inside()
                .databases()
                .of(machine.clusters().database(next, environment.database()))
                .modules();
    }

    private List<ModuleRow> followed(Environment environment) {
        return control.databaseRuns(environment)
                ? equipment
                        .inside()
                        .databases()
                        .of(control.database(environment))
                        .modules()
                : List.of();
    }
}
