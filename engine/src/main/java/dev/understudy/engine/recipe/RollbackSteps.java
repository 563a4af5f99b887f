package dev.understudy.engine.recipe;

import dev.understudy.engine.control.DataSwap;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.SetAside;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.checks.NewLogErrors;
import dev.understudy.engine.step.code.BlameRelease;
import dev.understudy.engine.step.data.CheckWritten;
import dev.understudy.engine.step.data.ChooseRestorePoint;
import dev.understudy.engine.step.data.CountWritten;
import dev.understudy.engine.step.data.ExportWritten;
import dev.understudy.engine.step.data.PutBack;
import dev.understudy.engine.step.data.WrittenSince;

/** Makes the steps that put production back to what it was. */
final class RollbackSteps {

    private final Equipment equipment;
    private final EnvironmentControl control;
    private final Equipment.Records records;
    private final Equipment.Machine machine;
    private final DataSwap swap;
    private final NewLogErrors logErrors;

    RollbackSteps(Equipment equipment, DataSwap swap, NewLogErrors logErrors) {
        this.equipment = equipment;
        this.control = equipment.serving().control();
        this.records = equipment.records();
        this.machine = equipment.machine();
        this.swap = swap;
        this.logErrors = logErrors;
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
        return new ExportWritten(writtenSince(), new SetAside(control, machine.clusters()), machine.volumes());
    }

    private WrittenSince writtenSince() {
        return new WrittenSince(
                equipment.home(),
                records.environments(),
                records.restorePoints(),
                control,
                equipment.inside().databases());
    }

    Step blameRelease() {
        return new BlameRelease(records.environments(), records.restorePoints(), logErrors);
    }

    Step putBack() {
        return new PutBack(records.environments(), records.restorePoints(), swap, machine.volumes());
    }
}
