package dev.understudy.engine.recipe;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.AtOnce;
import dev.understudy.engine.step.Disposable;
import dev.understudy.engine.step.checks.Asked;
import dev.understudy.engine.step.checks.DataInPlace;
import dev.understudy.engine.step.checks.EarlierCode;
import dev.understudy.engine.step.checks.NewLogErrors;
import dev.understudy.engine.step.checks.PrintBefore;
import dev.understudy.engine.step.checks.ShellChecks;
import dev.understudy.engine.step.checks.TryOut;
import dev.understudy.engine.step.code.UpdateModules;
import dev.understudy.engine.step.evidence.ComparePrints;
import dev.understudy.engine.step.evidence.DemonstrationData;
import dev.understudy.engine.step.evidence.Losses;
import dev.understudy.engine.step.evidence.Observation;
import dev.understudy.engine.step.evidence.ObservedUpdate;
import dev.understudy.engine.step.evidence.RecordingFailure;
import dev.understudy.engine.step.evidence.Report;
import dev.understudy.engine.step.evidence.TestDemonstration;
import dev.understudy.engine.step.evidence.TestModules;
import dev.understudy.engine.step.evidence.TestRuns;
import dev.understudy.engine.step.evidence.Verdict;
import dev.understudy.model.config.Project;
import dev.understudy.odoo.check.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the steps that perform a release on a copy of production, and tell what they saw. */
final class RehearsalSteps {

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final Equipment.Records records;
    private final Equipment.Machine machine;
    private final DataSwap swap;
    private final NewLogErrors logErrors;
    private final Subject subject;
    private final ShellChecks shellChecks;

    RehearsalSteps(Equipment equipment, DataSwap swap, NewLogErrors logErrors) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.records = equipment.records();
        this.machine = equipment.machine();
        this.swap = swap;
        this.logErrors = logErrors;
        this.subject = new Subject(records);
        this.shellChecks = new ShellChecks(control, machine.odoo());
    }

    Step disposable(Step step) {
        return new Disposable(step);
    }

    Step recorded(Step step) {
        return new RecordingFailure(step, records.environments(), control);
    }

    /** A step before the update, and printing on the copy meanwhile, whose data is as production's own code left it. */
    Step printMeanwhile(Step step) {
        return new AtOnce(
                step, new PrintBefore(records.environments(), equipment.inside().updates(), shellChecks));
    }

    /** By the same step as in production, watched. */
    Step observedUpdate(UpdateModules update) {
        return new ObservedUpdate(
                update,
                equipment.inside().updates(),
                control,
                records.releases(),
                () -> control.database(records.environments().get(Project.PRODUCTION))
                        .reader());
    }

    Step testModules() {
        return new TestModules(
                equipment.project(),
                records.environments(),
                control,
                records.releases(),
                new TestRuns(machine.odoo(), machine.host()),
                earlierCode());
    }

    Step testDemonstration() {
        return new TestDemonstration(
                equipment.project(),
                records.environments(),
                control,
                new DemonstrationData(
                        control,
                        machine.clusters(),
                        machine.volumes().beside(),
                        machine.host(),
                        machine.odoo(),
                        dataInPlace()),
                new TestRuns(machine.odoo(), machine.host()),
                dataInPlace());
    }

    /** On the rehearsed copy, whose web instance has not been started yet. */
    Step tryOut() {
        return new TryOut(
                records.environments(),
                control,
                shellChecks,
                subject::slot,
                RehearsalSteps::withMenus,
                earlierCode().baseline(shellChecks));
    }

    /** What the update brought is in the menus, and is printed; where it changed rules of records, people may see fewer. */
    private static Asked withMenus(StepContext context) {
        ModulePlan plan = Observation.of(context).plan();
        Set<String> modules = new TreeSet<>(plan.update());
        modules.addAll(plan.install());
        boolean rules = !Losses.of(context).access().rules().isEmpty();
        List<String> checks = new ArrayList<>(rules ? Checks.WITH_MENUS_AND_ROWS : Checks.WITH_MENUS);
        checks.addAll(modules.isEmpty() ? List.of() : Checks.PRINTS);
        return new Asked(checks, modules);
    }

    Step comparePrints() {
        return new ComparePrints();
    }

    private EarlierCode earlierCode() {
        return new EarlierCode(dataInPlace(), machine.volumes());
    }

    private DataInPlace dataInPlace() {
        return new DataInPlace(records.environments(), swap, machine.volumes());
    }

    Step report() {
        return new Report(
                equipment.project(),
                records.environments(),
                records.releases(),
                records.rehearsals(),
                records.forecasts(),
                logErrors);
    }

    Step verdict() {
        return new Verdict();
    }
}
