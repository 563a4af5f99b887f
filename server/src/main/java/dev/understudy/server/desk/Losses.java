package dev.understudy.server.desk;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.step.data.ChooseRestorePoint;
import dev.understudy.engine.step.data.WrittenSince;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.LossView;
import java.time.Duration;

/** Counts what rollbacks would lose, while production serves. */
public final class Losses {

    /** Somebody waits for the answer, and users wait for the same disk. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Equipment.Records records;
    private final EnvironmentControl control;
    private final OdooDatabases databases;

    public Losses(Equipment.Records records, EnvironmentControl control, OdooDatabases databases) {
        this.records = records;
        this.control = control;
        this.databases = databases;
    }

    /** What this rollback would lose. */
    LossView of(RunRequest rollback) {
        Environment environment = records.environments().get(rollback.environment());
        RestorePoint point = records.restorePoints()
                .chosen(environment, rollback.argument("to"), rollback.flag(ChooseRestorePoint.DATA));
        if (rollback.flag(CodeAlone.ARGUMENT)) {
            return LossView.none(environment.name(), point.name(), point.createdAt());
        }
        try {
            return LossView.of(
                    environment.name(),
                    point.name(),
                    point.createdAt(),
                    databases.of(control.database(environment)).written(point.createdAt(), LIMIT));
        } catch (FaultException unreadable) {
            return LossView.unknown(environment.name(), point.name(), point.createdAt());
        }
    }

    /** Refuses a rollback that would lose what nobody said may be lost. */
    void gate(RunRequest rollback) {
        if (rollback.flag(WrittenSince.DISCARD)) {
            return;
        }
        LossView loss = of(rollback);
        if (loss.discard()) {
            throw WrittenSince.refusal(loss).exception();
        }
    }
}
