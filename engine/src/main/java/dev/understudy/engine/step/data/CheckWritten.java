package dev.understudy.engine.step.data;

import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.engine.database.TableWrites;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.targets.host.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Makes sure, now that nobody writes any more, that nothing was written between the count and the last request; counts
 * again where something was.
 */
public final class CheckWritten implements Step {

    /** PostgreSQL tells what a connection wrote when that has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final WrittenSince written;

    public CheckWritten(WrittenSince written) {
        this.written = written;
    }

    @Override
    public String name() {
        return "check-written";
    }

    @Override
    public Outcome apply(StepContext context) {
        if (WrittenSince.mayBeLost(context)) {
            return Outcome.done();
        }
        OdooDatabase database = written.live(context);
        boolean alone = Patience.HERE.until(database::alone, PATIENCE, LOOK, name());
        TableWrites now = database.writes();
        // The counters do not tell yet what those have written who are still connected.
        Set<String> tables = alone
                ? now.since(TableWrites.read(context.need(Facts.WRITES)))
                : now.byTable().keySet();
        return tables.isEmpty()
                ? Outcome.done("nothing-since-counted")
                : WrittenSince.judged(written.loss(context, database, tables));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of();
    }
}
