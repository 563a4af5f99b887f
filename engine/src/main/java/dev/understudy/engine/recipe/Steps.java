package dev.understudy.engine.recipe;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.release.RehearsalGate;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.AtOnce;
import dev.understudy.engine.step.checks.Asked;
import dev.understudy.engine.step.checks.CheckRehearsed;
import dev.understudy.engine.step.checks.NewLogErrors;
import dev.understudy.engine.step.checks.PreflightCheck;
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
import dev.understudy.engine.step.data.ForgetOldRestorePoints;
import dev.understudy.engine.step.data.RemoveEnvironment;
import dev.understudy.engine.step.data.SaveConfiguration;
import dev.understudy.engine.step.data.TakeSnapshot;
import dev.understudy.engine.step.serving.RestartDatabase;
import dev.understudy.engine.step.serving.SetQuiet;
import dev.understudy.engine.step.serving.SlotChange;
import dev.understudy.engine.step.serving.StartOdoo;
import dev.understudy.engine.step.serving.StopOdoo;
import dev.understudy.odoo.check.Checks;
import dev.understudy.targets.host.Listeners;

/** Makes each step with what it needs of the equipment. */
public final class Steps {

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final Equipment.Records records;
    private final Equipment.Machine machine;
    private final NewLogErrors logErrors;
    private final DataSwap swap;
    private final Subject subject;

    public Steps(Equipment equipment) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.records = equipment.records();
        this.machine = equipment.machine();
        this.logErrors = new NewLogErrors(control, records.blamedTimes());
        this.swap = new DataSwap(control, machine.volumes());
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

    /** Those that keep a database for each branch. */
    BranchSteps branches() {
        return new BranchSteps(equipment);
    }

    /** Those that ask for what modules need besides Odoo. */
    DependencySteps dependencies() {
        return new DependencySteps(equipment);
    }

    /** Those that perform a release on a copy of production. */
    RehearsalSteps rehearsal() {
        return new RehearsalSteps(equipment, swap, logErrors);
    }

    /** Those that put production back to what it was. */
    RollbackSteps rollback() {
        return new RollbackSteps(equipment, swap, logErrors);
    }

    Step prepareOdoo() {
        return new PrepareOdoo(machine.odoo());
    }

    Step firstRelease() {
        return new FirstRelease(records.releases(), equipment.code().maker());
    }

    Step allotEnvironment() {
        return new AllotEnvironment(
                equipment.home(),
                equipment.project(),
                records.environments(),
                new AllotEnvironment.Machine(machine.host(), machine.users(), machine.freePorts()),
                equipment.serving().removal(),
                equipment.serving().traffic());
    }

    Step placeCode() {
        return new PlaceCode(records.releases(), equipment.code().placed(), subject::brought);
    }

    Step installModules() {
        return new InstallModules(
                equipment.project(), records.environments(), equipment.inside().updates(), subject::brought);
    }

    Step snapshot() {
        return new TakeSnapshot(
                records.environments(), control, records.restorePoints(), machine.clusters(), machine.volumes());
    }

    Step loadOdoo() {
        return new LoadOdoo(records.environments(), control, equipment.inside().databases());
    }

    UpdateModules updateModules() {
        return new UpdateModules(
                records.environments(),
                control,
                swap,
                records.restorePoints(),
                machine.volumes(),
                equipment.inside().updates());
    }

    /** In production, with the release that serves. */
    Step tryOutServed() {
        return new TryOutServed(
                equipment.project(),
                new TryOut(
                        records.environments(),
                        control,
                        shellChecks(),
                        subject::slot,
                        context -> Asked.of(Checks.WITHOUT_SESSION),
                        (context, names) -> SignIn.failing(context)));
    }

    /** With the code that serves, before a deploy stops it. */
    Step signIn() {
        return new SignIn(records.environments(), control, shellChecks());
    }

    private ShellChecks shellChecks() {
        return new ShellChecks(control, machine.odoo());
    }

    /** With the release that the environment has. */
    Step startOdoo() {
        return new StartOdoo(records.environments(), control, subject::present, subject::slot);
    }

    /** With the release that the run brings, in the other slot. */
    Step startRelease() {
        return new StartOdoo(records.environments(), control, subject::brought, SlotChange::beside);
    }

    Step stopOdoo() {
        return new StopOdoo(records.environments(), control, logErrors);
    }

    Step restartDatabase() {
        return new RestartDatabase(records.environments(), control);
    }

    Step probe() {
        return new ProbeOdoo(records.environments(), control, equipment.inside().databases(), subject::slot);
    }

    /** As {@link #probe}, and as somebody who has signed in. */
    Step probeRelease() {
        return new AtOnce(probe(), new ProbeSignedIn(records.environments(), control, subject::slot, WarmUp.NONE));
    }

    Step watch() {
        return new Watch(
                equipment.project(),
                records.environments(),
                control,
                equipment.serving().traffic(),
                logErrors);
    }

    /** Before anything is touched. */
    Step promoteBranches() {
        return new PromoteBranches(equipment.code().promotions());
    }

    Step rebaseBranches() {
        return new RebaseBranches(equipment.code().promotions());
    }

    Step adoptRelease() {
        return new AdoptRelease(records.environments(), subject::brought);
    }

    Step forgetOldRestorePoints() {
        return new ForgetOldRestorePoints(equipment.home(), machine.host(), records.restorePoints(), machine.volumes());
    }

    Step forgetUnusedWheels() {
        return new ForgetUnusedWheels(records.releases(), equipment.code().placed());
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
                control,
                equipment.serving().traffic(),
                new PreflightCheck.Known(records.releases(), records.rehearsals(), records.forecasts()),
                new PreflightCheck.Machine(machine.odoo(), machine.volumes(), new Listeners(machine.host())));
    }

    /** Before anything is touched. */
    Step proveLive() {
        return new ProveLive(
                "prove-live",
                records.environments(),
                control,
                equipment.inside().databases());
    }

    /** After the release's own code has had its hands on the data. */
    Step proveStillLive() {
        return new ProveLive(
                "prove-still-live",
                records.environments(),
                control,
                equipment.inside().databases());
    }

    Step saveConfiguration() {
        return new SaveConfiguration(
                equipment.home(), machine.host(), records.environments(), records.restorePoints(), control);
    }

    Step makeLive() {
        return new SetQuiet(records.environments(), control, false);
    }

    Step makeQuiet() {
        return new SetQuiet(records.environments(), control, true);
    }

    Step removeEnvironment() {
        return new RemoveEnvironment(equipment.serving().removal());
    }
}
