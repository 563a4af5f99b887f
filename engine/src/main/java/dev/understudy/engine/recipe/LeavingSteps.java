package dev.understudy.engine.recipe;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.data.ReadBackup;
import dev.understudy.engine.step.leaving.CheckLeaving;
import dev.understudy.engine.step.leaving.Leaving;
import dev.understudy.engine.step.leaving.LoadLeftData;
import dev.understudy.engine.step.leaving.WriteLeftCode;
import dev.understudy.engine.step.leaving.WriteLeftData;
import dev.understudy.engine.step.leaving.WriteLeftPapers;
import dev.understudy.targets.leaving.LeftData;

/** Makes the steps that write an installation that runs without Understudy. */
final class LeavingSteps {

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final ReadBackup.Machine machine;
    private final Leaving leaving;
    private final LeftData data;

    LeavingSteps(Equipment equipment, ReadBackup.Machine machine) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.machine = machine;
        this.leaving = new Leaving(
                machine.host(),
                equipment.records().environments(),
                control,
                equipment.serving().traffic()::leadsElsewhere);
        this.data = equipment.machine().transfer().following().left();
    }

    Step checkFolder() {
        return new CheckLeaving(
                equipment.home(), leaving, data, equipment.machine().odoo());
    }

    Step writeData() {
        return new WriteLeftData(leaving, data);
    }

    Step loadData() {
        return new LoadLeftData(leaving, data, machine);
    }

    Step writeCode() {
        return new WriteLeftCode(
                leaving,
                equipment.records().releases(),
                equipment.code().placed(),
                equipment.machine().odoo());
    }

    Step writePapers() {
        return new WriteLeftPapers(
                equipment.home(),
                equipment.project(),
                leaving,
                data,
                equipment.records().releases(),
                new WriteLeftPapers.Odoo(
                        equipment.code().placed(),
                        equipment.machine().odoo(),
                        equipment.inside().secrets()));
    }
}
