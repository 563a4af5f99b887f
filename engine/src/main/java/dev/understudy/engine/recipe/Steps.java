package dev.understudy.engine.recipe;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.control.SetAside;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.RehearsalGate;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.AtOnce;
import dev.understudy.engine.step.Disposable;
import dev.understudy.engine.step.checks.Asked;
import dev.understudy.engine.step.checks.CheckRehearsed;
import dev.understudy.engine.step.checks.DataInPlace;
import dev.understudy.engine.step.checks.EarlierCode;
import dev.understudy.engine.step.checks.NewLogErrors;
import dev.understudy.engine.step.checks.PreflightCheck;
import dev.understudy.engine.step.checks.PrintBefore;
import dev.understudy.engine.step.checks.ProbeOdoo;
import dev.understudy.engine.step.checks.ProbeSignedIn;
import dev.understudy.engine.step.checks.ProveLive;
import dev.understudy.engine.step.checks.ShellChecks;
import dev.understudy.engine.step.checks.SignIn;
import dev.understudy.engine.step.checks.TryOut;
import dev.understudy.engine.step.checks.TryOutServed;
import dev.understudy.engine.step.checks.WarmUp;
import dev.understudy.engine.step.checks.Watch;
import dev.understudy.engine.step.code.AdoptRelease;
import dev.understudy.engine.step.code.BlameRelease;
import dev.understudy.engine.step.code.FirstRelease;
import dev.understudy.engine.step.code.ForgetUnusedWheels;
import dev.understudy.engine.step.code.InstallModules;
import dev.understudy.engine.step.code.LoadOdoo;
import dev.understudy.engine.step.code.PlaceCode;
import dev.understudy.engine.step.code.PrepareOdoo;
import dev.understudy.engine.step.code.PromoteBranches;
import dev.understudy.engine.step.code.RebaseBranches;
import dev.understudy.engine.step.code.UpdateModules;
import dev.understudy.engine.step.data.AllotEnvironment;
import dev.understudy.engine.step.data.CheckWritten;
import dev.understudy.engine.step.data.ChooseRestorePoint;
import dev.understudy.engine.step.data.CountWritten;
import dev.understudy.engine.step.data.ExportWritten;
import dev.understudy.engine.step.data.ForgetOldRestorePoints;
import dev.understudy.engine.step.data.PutBack;
import dev.understudy.engine.step.data.RemoveEnvironment;
import dev.understudy.engine.step.data.SaveConfiguration;
import dev.understudy.engine.step.data.TakeSnapshot;
import dev.understudy.engine.step.data.WrittenSince;
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
import dev.understudy.engine.step.serving.RestartDatabase;
import dev.understudy.engine.step.serving.SetQuiet;
import dev.understudy.engine.step.serving.SlotChange;
import dev.understudy.engine.step.serving.StartOdoo;
import dev.understudy.engine.step.serving.StopOdoo;
import dev.understudy.model.config.Project;
import dev.understudy.odoo.check.Checks;
import dev.understudy.targets.host.Listeners;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes each step with what it needs of the equipment. */
public final class Steps {

    private final Equipment equipment;
    private final Equipment.Records records;
    private final Equipment.Machine machine;
    private final NewLogErrors logErrors;
    private final DataSwap swap;
    private final Subject subject;

    public Steps(Equipment equipment) {
        this.equipment = equipment;
        this.records = equipment.records();
        this.machine = equipment.machine();
        this.logErrors = new NewLogErrors(equipment.control(), records.blamedTimes());
        this.swap = new DataSwap(equipment.control(), machine.volumes());
        this.subject = new Subject(records);
    }

    /** Those that hold requests, let them through, and change one slot for the other. */
    SlotSteps slots() {
        return new SlotSteps(equipment, logErrors);
    }

    /** Those that bring data into an environment, and write backups. */
    DataSteps data() {
        return new DataSteps(equipment, swap);
    }

    /** Those that ask for what modules need besides Odoo. */
    DependencySteps dependencies() {
        return new DependencySteps(equipment);
    }

    Step prepareOdoo() {
        return new PrepareOdoo(machine.odoo());
    }

    Step firstRelease() {
        return new FirstRelease(records.releases(), equipment.maker());
    }

    Step allotEnvironment() {
        return new AllotEnvironment(
                equipment.home(),
                equipment.project(),
                records.environments(),
                new AllotEnvironment.Machine(machine.host(), machine.users(), machine.freePorts()),
                equipment.removal(),
                equipment.traffic());
    }

    Step placeCode() {
        return new PlaceCode(records.releases(), equipment.code(), subject::brought);
    }

    Step installModules() {
        return new InstallModules(equipment.project(), records.environments(), equipment.updates(), subject::brought);
    }

    Step snapshot() {
        return new TakeSnapshot(
                records.environments(),
                equipment.control(),
                records.restorePoints(),
                machine.clusters(),
                machine.volumes());
    }

    Step loadOdoo() {
        return new LoadOdoo(records.environments(), equipment.control(), equipment.databases());
    }

    /** As {@link #loadOdoo}, and prints on the rehearsed copy, whose data is as production's own code left it. */
    Step loadOdooAndPrint() {
        return new AtOnce(loadOdoo(), new PrintBefore(records.environments(), equipment.updates(), shellChecks()));
    }

    Step updateModules() {
        return update();
    }

    Step observedUpdate() {
        return new ObservedUpdate(
                update(),
                equipment.updates(),
                equipment.control(),
                records.releases(),
                () -> equipment
                        .control()
                        .database(records.environments().get(Project.PRODUCTION))
                        .reader());
    }

    private UpdateModules update() {
        return new UpdateModules(
                records.environments(),
                equipment.control(),
                swap,
                records.restorePoints(),
                machine.volumes(),
                equipment.updates());
    }

    Step testModules() {
        return new TestModules(
                equipment.project(),
                records.environments(),
                equipment.control(),
                records.releases(),
                new TestRuns(machine.odoo(), machine.host()),
                earlierCode());
    }

    Step testDemonstration() {
        return new TestDemonstration(
                equipment.project(),
                records.environments(),
                equipment.control(),
                new DemonstrationData(
                        equipment.control(),
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
                equipment.control(),
                shellChecks(),
                subject::slot,
                Steps::withMenus,
                earlierCode().baseline(shellChecks()));
    }

    Step comparePrints() {
        return new ComparePrints();
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

    private EarlierCode earlierCode() {
        return new EarlierCode(dataInPlace(), machine.volumes());
    }

    private DataInPlace dataInPlace() {
        return new DataInPlace(records.environments(), swap, machine.volumes());
    }

    /** In production, with the release that serves. */
    Step tryOutServed() {
        return new TryOutServed(
                equipment.project(),
                new TryOut(
                        records.environments(),
                        equipment.control(),
                        shellChecks(),
                        subject::slot,
                        context -> Asked.of(Checks.WITHOUT_SESSION),
                        (context, names) -> SignIn.failing(context)));
    }

    /** With the code that serves, before a deploy stops it. */
    Step signIn() {
        return new SignIn(records.environments(), equipment.control(), shellChecks());
    }

    private ShellChecks shellChecks() {
        return new ShellChecks(equipment.control(), machine.odoo());
    }

    /** With the release that the environment has. */
    Step startOdoo() {
        return new StartOdoo(records.environments(), equipment.control(), subject::present, subject::slot);
    }

    /** With the release that the run brings, in the other slot. */
    Step startRelease() {
        return new StartOdoo(records.environments(), equipment.control(), subject::brought, SlotChange::beside);
    }

    Step stopOdoo() {
        return new StopOdoo(records.environments(), equipment.control(), logErrors);
    }

    Step restartDatabase() {
        return new RestartDatabase(records.environments(), equipment.control());
    }

    Step probe() {
        return new ProbeOdoo(records.environments(), equipment.control(), equipment.databases(), subject::slot);
    }

    /** As {@link #probe}, and as somebody who has signed in. */
    Step probeRelease() {
        return new AtOnce(
                probe(), new ProbeSignedIn(records.environments(), equipment.control(), subject::slot, WarmUp.NONE));
    }

    Step watch() {
        return new Watch(
                equipment.project(), records.environments(), equipment.control(), equipment.traffic(), logErrors);
    }

    /** Before anything is touched. */
    Step promoteBranches() {
        return new PromoteBranches(equipment.promotions());
    }

    Step rebaseBranches() {
        return new RebaseBranches(equipment.promotions());
    }

    Step adoptRelease() {
        return new AdoptRelease(records.environments(), subject::brought);
    }

    Step forgetOldRestorePoints() {
        return new ForgetOldRestorePoints(equipment.home(), machine.host(), records.restorePoints(), machine.volumes());
    }

    Step forgetUnusedWheels() {
        return new ForgetUnusedWheels(records.releases(), equipment.code());
    }

    Step checkRehearsed() {
        return new CheckRehearsed(
                records.environments(),
                new RehearsalGate(records.rehearsals()),
                new CodeAlone(records.releases(), records.rehearsals()));
    }

    Step preflight() {
        return new PreflightCheck(
                records.environments(),
                equipment.control(),
                equipment.traffic(),
                new PreflightCheck.Known(records.releases(), records.rehearsals(), records.forecasts()),
                new PreflightCheck.Machine(machine.odoo(), machine.volumes(), new Listeners(machine.host())));
    }

    /** Before anything is touched. */
    Step proveLive() {
        return new ProveLive("prove-live", records.environments(), equipment.control(), equipment.databases());
    }

    /** After the release's own code has had its hands on the data. */
    Step proveStillLive() {
        return new ProveLive("prove-still-live", records.environments(), equipment.control(), equipment.databases());
    }

    Step saveConfiguration() {
        return new SaveConfiguration(
                equipment.home(), machine.host(), records.environments(), records.restorePoints(), equipment.control());
    }

    Step disposable(Step step) {
        return new Disposable(step);
    }

    Step recorded(Step step) {
        return new RecordingFailure(step, records.environments(), equipment.control());
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

    Step makeLive() {
        return new SetQuiet(records.environments(), equipment.control(), false);
    }

    Step makeQuiet() {
        return new SetQuiet(records.environments(), equipment.control(), true);
    }

    Step removeEnvironment() {
        return new RemoveEnvironment(equipment.removal());
    }

    Step chooseRestorePoint() {
        return new ChooseRestorePoint(records.environments(), records.restorePoints());
    }

    Step countWritten() {
        return new CountWritten(writtenSince());
    }

    Step checkWritten() {
        return new CheckWritten(writtenSince());
    }

    Step exportWritten() {
        return new ExportWritten(
                writtenSince(), new SetAside(equipment.control(), machine.clusters()), machine.volumes());
    }

    private WrittenSince writtenSince() {
        return new WrittenSince(
                equipment.home(),
                records.environments(),
                records.restorePoints(),
                equipment.control(),
                equipment.databases());
    }

    Step blameRelease() {
        return new BlameRelease(records.environments(), records.restorePoints(), logErrors);
    }

    Step putBack() {
        return new PutBack(records.environments(), records.restorePoints(), swap, machine.volumes());
    }
}
