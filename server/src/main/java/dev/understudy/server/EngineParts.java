package dev.understudy.server;

import dev.understudy.engine.control.Boundary;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.EnvironmentRemoval;
import dev.understudy.engine.control.Machinery;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.database.Neutralizer;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.database.OdooModuleUpdates;
import dev.understudy.engine.database.ProductionModules;
import dev.understudy.engine.database.SqlOdooDatabase;
import dev.understudy.engine.environment.BlamedTimes;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.PortBook;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.FittingCommits;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.release.Promotions;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.home.Home;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.edge.CaddyEdge;
import dev.understudy.targets.edge.Front;
import dev.understudy.targets.git.Mirror;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.Probe;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts together what performs the runs of one project. */
record EngineParts(Equipment equipment, Function<Repository, Mirror> mirrors) {

    private static final Duration PROBE = Duration.ofMinutes(3);

    /** @param ports those of this machine that projects share */
    static EngineParts of(
            Home service,
            ProjectHome home,
            Supplier<Project> project,
            MachineParts machine,
            ControlDatabase database,
            PortBook ports) {
        Equipment.Records records = records(home, project, machine, database);
        CodeSources sources = CodeSources.of(service, home, machine.host());
        Function<Repository, Mirror> mirrors = sources.mirrors(project);
        ReleaseCode placed = new ReleaseCode(
                home, project, mirrors, sources.packages(machine.odoo().program()));
        Equipment.Serving serving = serving(service, home, project, machine, records, placed);
        OdooDatabases databases = SqlOdooDatabase::new;
        OdooRuntime odoo = machine.odoo().runtime();
        Equipment.Code code = new Equipment.Code(
                placed,
                new ReleaseMaker(
                        project,
                        mirrors,
                        records.environments(),
                        records.releases(),
                        odoo::build,
                        new ProductionModules(records.environments(), serving.control(), databases)),
                new Promotions(project, records.releases()::get, sources.branches(mirrors, Secrets::secret)),
                new FittingCommits(project, mirrors));
        Equipment.Inside inside = new Equipment.Inside(
                databases,
                new OdooModuleUpdates(
                        project,
                        machine.host(),
                        odoo,
                        serving.control(),
                        databases,
                        new OdooModuleUpdates.Known(records.environments(), records.releases(), records.rehearsals())),
                new Neutralizer(Series.of(project.get().odoo().series())),
                Secrets::secret);
        return new EngineParts(
                new Equipment(
                        home,
                        project,
                        records,
                        new Equipment.Machine(
                                machine.host(),
                                machine.volumes(),
                                machine.clusters(),
                                odoo,
                                machine.transfer(),
                                machine.users(),
                                ports.of(home, records.environments())),
                        serving,
                        code,
                        inside),
                mirrors);
    }

    Equipment.Records records() {
        return equipment.records();
    }

    Equipment.Serving serving() {
        return equipment.serving();
    }

    private static Equipment.Records records(
            ProjectHome home, Supplier<Project> project, MachineParts machine, ControlDatabase database) {
        return new Equipment.Records(
                new Environments(
                        database.jdbi(),
                        new EnvironmentRules(
                                home.directory(),
                                machine.host().root(),
                                () -> project.get().ports())),
                new RestorePoints(database.jdbi()),
                new Releases(database.jdbi()),
                new Rehearsals(database.jdbi()),
                new Forecasts(database.jdbi()),
                new BlamedTimes(database.jdbi()));
    }

    private static Equipment.Serving serving(
            Home service,
            ProjectHome home,
            Supplier<Project> project,
            MachineParts machine,
            Equipment.Records records,
            ReleaseCode code) {
        Traffic traffic = new Traffic(
                project,
                records.environments(),
                new CaddyEdge(
                        machine.host(),
                        home.directory(),
                        project.get().edge(),
                        () -> project.get().access().url().map(url -> new Front(url, service.port()))));
        EnvironmentControl control = new EnvironmentControl(
                home,
                project,
                records.environments(),
                new Machinery(
                        machine.volumes(),
                        machine.clusters(),
                        machine.odoo().runtime(),
                        Boundary.of(machine.host(), machine.fence(), service.port()),
                        new Probe(PROBE)),
                code,
                traffic);
        EnvironmentRemoval removal = new EnvironmentRemoval(
                home,
                new EnvironmentRemoval.Records(records.environments(), records.restorePoints(), records.blamedTimes()),
                control,
                traffic,
                new EnvironmentRemoval.Machine(machine.host(), machine.volumes(), machine.fence(), machine.users()));
        return new Equipment.Serving(control, traffic, removal);
    }
}
