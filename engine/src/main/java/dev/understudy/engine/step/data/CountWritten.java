package dev.understudy.engine.step.data;

import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.targets.backup.RowExport;
import java.util.List;

/**
 * Counts what a rollback takes away, while users are still served: it reads all tables. Refuses when people have written
 * and nobody said that it may be lost, or when there is no place for its export.
 */
public final class CountWritten implements Step {

    private final WrittenSince written;

    public CountWritten(WrittenSince written) {
        this.written = written;
    }

    @Override
    public String name() {
        return "count-written";
    }

    @Override
    public Outcome apply(StepContext context) {
        if (WrittenSince.isExported(context)) {
            RowExport.require(written.zip(context));
        }
        if (WrittenSince.mayBeLost(context)) {
            return Outcome.done("may-be-lost");
        }
        OdooDatabase database = written.live(context);
        context.put(Facts.WRITES, database.writes().text());
        return WrittenSince.judged(written.loss(context, database));
    }

    @Override
    public List<String> plan(StepContext context) {
        String point = context.request().argument("to").orElse("the restore point");
        return WrittenSince.mayBeLost(context) ? List.of() : List.of("count what was written since " + point);
    }
}
