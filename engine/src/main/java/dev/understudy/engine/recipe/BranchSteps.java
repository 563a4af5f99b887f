package dev.understudy.engine.recipe;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.branch.BranchRelease;
import dev.understudy.engine.step.branch.BringBranchData;
import dev.understudy.engine.step.branch.ForgetBranches;
import dev.understudy.engine.step.branch.KeepBranchBase;
import dev.understudy.engine.step.branch.KeepBranchData;
import dev.understudy.engine.step.branch.OfCopies;
import dev.understudy.engine.step.branch.UpdateBranch;

/** Makes the steps that keep a database for each branch of a development, and bring it. */
final class BranchSteps {

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final Equipment.Records records;
    private final Equipment.Machine machine;

    BranchSteps(Equipment equipment) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.records = equipment.records();
        this.machine = equipment.machine();
    }

    Step branchRelease() {
        return new BranchRelease(equipment.code().maker());
    }

    Step bringBranchData() {
        return new BringBranchData(
                equipment.project(),
                records.environments(),
                records.releases(),
                control,
                new BringBranchData.Machine(machine.host(), machine.volumes(), machine.clusters()),
                new BringBranchData.Code(
                        equipment.code().placed(),
                        equipment.inside().updates(),
                        equipment.code().maker().fit()::hindrance,
                        machine.odoo()::build));
    }

    Step updateBranch() {
        return new UpdateBranch(
                records.environments(), control, equipment.inside().updates());
    }

    Step keepBranchBase() {
        return new KeepBranchBase(
                equipment.project(),
                records.environments(),
                control,
                machine.clusters(),
                machine.volumes(),
                machine.host());
    }

    Step forgetBranches() {
        return new ForgetBranches(records.environments(), machine.volumes(), machine.host());
    }

    /** One that is for copies of production alone. */
    Step ofCopies(Step step) {
        return new OfCopies(records.environments(), step);
    }

    Step keepBranchData() {
        return new KeepBranchData(
                records.environments(),
                control,
                machine.volumes(),
                machine.host(),
                environment -> equipment
                        .inside()
                        .databases()
                        .of(control.database(environment))
                        .dataModel());
    }
}
