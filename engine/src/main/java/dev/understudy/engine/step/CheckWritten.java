package dev.understudy.engine.step;

import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.targets.host.Pause;
import java.time.Duration;
import java.util.List;

/**
 * Makes sure, now that nobody writes any more, that nothing was written between the count and the last request; counts
 * again when something was.
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
        boolean same = alone(database) && database.writeMark().equals(context.need(Facts.WRITE_MARK));
        return same ? Outcome.done("nothing since it was counted") : written.judged(context, database);
    }

    private static boolean alone(OdooDatabase database) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!database.alone()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.of(LOOK, "check-written");
        }
        return true;
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of();
    }
}
