package dev.understudy.engine.recipe;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.adoption.BringData;
import dev.understudy.engine.step.adoption.BringFiles;
import dev.understudy.engine.step.adoption.CheckStopped;
import dev.understudy.engine.step.adoption.Followed;
import dev.understudy.engine.step.adoption.ForecastTakeOver;
import dev.understudy.engine.step.adoption.HoldFollowed;
import dev.understudy.engine.step.adoption.LeadBack;
import dev.understudy.engine.step.adoption.LookAtFollowed;
import dev.understudy.engine.step.adoption.LookBack;
import dev.understudy.engine.step.adoption.Replica;
import dev.understudy.engine.step.adoption.ReturnData;
import dev.understudy.engine.step.adoption.StartFollowed;
import dev.understudy.engine.step.adoption.StopFollowed;
import dev.understudy.engine.step.adoption.TellHeld;
import dev.understudy.engine.step.data.ReadBackup;
import dev.understudy.engine.step.data.RestoredData;

/** Makes the steps that follow somebody else's Odoo, take it over, and give it back. */
final class AdoptionSteps {

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final Equipment.Records records;
    private final Followed followed;
    private final ReadBackup.Machine machine;
    private final Replica replica;

    AdoptionSteps(Equipment equipment, ReadBackup.Machine machine) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.records = equipment.records();
        this.followed = new Followed(
                equipment.serving().traffic(),
                equipment.machine().transfer().following().odoo());
        this.machine = machine;
        this.replica = new Replica(
                control, machine, equipment.machine().transfer().following().standby());
    }

    Step lookAtFollowed() {
        return new LookAtFollowed(records.environments(), followed);
    }

    Step forecast() {
        return new ForecastTakeOver(
                records.environments(),
                control,
                followed,
                replica,
                new ForecastTakeOver.Past(
                        records.forecasts(),
                        environment -> equipment
                                .project()
                                .get()
                                .environment(environment.name())
                                .orElse(equipment.project().get().production())
                                .hold(),
                        equipment.machine().transfer().following().returned()));
    }

    Step bringFiles() {
        return new BringFiles(records.environments(), control, machine, followed, replica, false);
    }

    /** Nothing is followed afterwards. */
    Step bringLastFiles() {
        return new BringFiles(records.environments(), control, machine, followed, replica, true);
    }

    Step bringData() {
        return bringData(false);
    }

    /** Nothing is followed afterwards. */
    Step bringLastData() {
        return bringData(true);
    }

    private Step bringData(boolean last) {
        return new BringData(
                records.environments(),
                control,
                machine,
                followed,
                new RestoredData(
                        equipment.project(),
                        control::catalog,
                        equipment.inside().databases(),
                        equipment.code().fitting()),
                replica,
                last);
    }

    Step holdFollowed() {
        return new HoldFollowed(records.environments(), followed);
    }

    Step stopFollowed() {
        return new StopFollowed(records.environments(), followed);
    }

    Step checkStopped() {
        return new CheckStopped(records.environments(), followed);
    }

    Step tellHeld() {
        return new TellHeld(true);
    }

    Step tellWouldBeHeld() {
        return new TellHeld(false);
    }

    Step lookBack() {
        return new LookBack(
                records.environments(),
                followed,
                equipment.machine().transfer().following().returned(),
                records.forecasts());
    }

    Step returnData() {
        return new ReturnData(
                records.environments(),
                control,
                followed,
                equipment.machine().transfer().following().returned());
    }

    Step startFollowed() {
        return new StartFollowed(records.environments(), followed);
    }

    Step leadBack() {
        return new LeadBack(records.environments(), control, followed);
    }
}
