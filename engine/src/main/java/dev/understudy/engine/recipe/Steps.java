package dev.understudy.engine.recipe;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.control.SetAside;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.release.RehearsalGate;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.AdoptRelease;
import dev.understudy.engine.step.AllotEnvironment;
import dev.understudy.engine.step.AtOnce;
import dev.understudy.engine.step.BlameRelease;
import dev.understudy.engine.step.CheckRehearsed;
import dev.understudy.engine.step.CheckWritten;
import dev.understudy.engine.step.ChooseRestorePoint;
import dev.understudy.engine.step.CountWritten;
import dev.understudy.engine.step.Disposable;
import dev.understudy.engine.step.ExportWritten;
import dev.understudy.engine.step.FirstRelease;
import dev.understudy.engine.step.ForgetOldRestorePoints;
import dev.understudy.engine.step.InstallModules;
import dev.understudy.engine.step.LoadOdoo;
import dev.understudy.engine.step.NewLogErrors;
import dev.understudy.engine.step.ObservedUpdate;
import dev.understudy.engine.step.PlaceCode;
import dev.understudy.engine.step.PreflightCheck;
import dev.understudy.engine.step.PrepareOdoo;
import dev.understudy.engine.step.ProbeOdoo;
import dev.understudy.engine.step.ProbeSignedIn;
import dev.understudy.engine.step.PutBack;
import dev.understudy.engine.step.RecordingFailure;
import dev.understudy.engine.step.RemoveEnvironment;
import dev.understudy.engine.step.Report;
import dev.understudy.engine.step.SaveConfiguration;
import dev.understudy.engine.step.ShellChecks;
import dev.understudy.engine.step.SignIn;
import dev.understudy.engine.step.SlotChange;
import dev.understudy.engine.step.StartOdoo;
import dev.understudy.engine.step.StopOdoo;
import dev.understudy.engine.step.TakeSnapshot;
import dev.understudy.engine.step.TestModules;
import dev.understudy.engine.step.TryOut;
import dev.understudy.engine.step.TryOutServed;
import dev.understudy.engine.step.UpdateModules;
import dev.understudy.engine.step.Verdict;
import dev.understudy.engine.step.Watch;
import dev.understudy.engine.step.WrittenSince;
import dev.understudy.odoo.check.Checks;
import dev.understudy.targets.host.Listeners;

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
                machine.host(),
                records.environments(),
                machine.users(),
                equipment.removal(),
                equipment.traffic(),
                machine.portFree());
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

    Step updateModules() {
        return update();
    }

    Step observedUpdate() {
        return new ObservedUpdate(update(), equipment.updates(), equipment.control(), records.releases());
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
                equipment.project(), records.environments(), equipment.control(), machine.odoo(), machine.host());
    }

    /** On the rehearsed copy, whose web instance has not been started yet. */
    Step tryOut() {
        return new TryOut(records.environments(), equipment.control(), shellChecks(), subject::slot, Checks.HARMLESS);
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
                        Checks.WITHOUT_SESSION));
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

    Step probe() {
        return new ProbeOdoo(records.environments(), equipment.control(), equipment.databases(), subject::slot);
    }

    /** As {@link #probe}, and as somebody who has signed in. */
    Step probeRelease() {
        return new AtOnce(probe(), new ProbeSignedIn(records.environments(), equipment.control(), subject::slot));
    }

    Step watch() {
        return new Watch(
                equipment.project(), records.environments(), equipment.control(), equipment.traffic(), logErrors);
    }

    Step adoptRelease() {
        return new AdoptRelease(records.environments(), subject::brought);
    }

    Step forgetOldRestorePoints() {
        return new ForgetOldRestorePoints(equipment.home(), machine.host(), records.restorePoints(), machine.volumes());
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
                records.releases(),
                machine.odoo(),
                machine.volumes(),
                equipment.traffic(),
                records.rehearsals(),
                new Listeners(machine.host()));
    }

    Step saveConfiguration() {
        return new SaveConfiguration(
                equipment.home(), machine.host(), records.environments(), records.restorePoints(), equipment.control());
    }

    Step disposable(Step step) {
        return new Disposable(step);
    }

    Step recorded(Step step) {
        return new RecordingFailure(step);
    }

    Step report() {
        return new Report(records.environments(), records.releases(), records.rehearsals(), logErrors);
    }

    Step verdict() {
        return new Verdict();
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
