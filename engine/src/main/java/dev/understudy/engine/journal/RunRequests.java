package dev.understudy.engine.journal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people ask for: a new run, or the end of one. Each is one transaction. */
public final class RunRequests {

    private final ControlDatabase database;
    private final InstantSource clock;

    public RunRequests(ControlDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A step of a new run. */
    public record NewStep(String name, boolean reversible, boolean cancellable) {}

    /** Puts a run at the end of the queue and returns its number. */
    public long add(
            String recipe,
            String environment,
            Set<String> reads,
            String release,
            Map<String, String> arguments,
            String by,
            List<NewStep> steps) {
        return database.inTransaction(handle -> {
            new RunQueue(handle).lock();
            RunDao runs = new RunDao(handle);
            long number = runs.add(recipe, environment, reads, release, arguments, by, clock.instant());
            StepDao dao = new StepDao(handle);
            for (int i = 0; i < steps.size(); i++) {
                NewStep step = steps.get(i);
                dao.add(number, i, step.name(), step.reversible(), step.cancellable());
            }
            runs.tell(number);
            return number;
        });
    }

    /**
     * Notes that a run is to stop; a queued one has ended with that. Nothing for a run that goes backwards or is
     * cancelled already.
     *
     * @throws dev.understudy.model.fault.FaultException {@code run.ended}, {@code run.too-late}
     */
    public void cancel(long number) {
        database.inTransaction(handle -> {
            new RunQueue(handle).lock();
            RunDao runs = new RunDao(handle);
            runs.lockAndAskCancelled(number);
            RunRecord run = runs.find(number).orElseThrow();
            if (run.status() == RunStatus.CANCELLED
                    || (run.undoing() && !run.status().ended())) {
                return number;
            }
            if (run.status().ended()) {
                throw Fault.refused("run.ended", run.id(), run.status().word()).exception();
            }
            StepDao steps = new StepDao(handle);
            if (steps.tooLate(number)) {
                throw Fault.refused("run.too-late", run.id()).exception();
            }
            runs.askCancel(number);
            if (run.status() == RunStatus.QUEUED) {
                runs.fault(number, Fault.failed("run.cancelled", run.id()));
                steps.skipPending(number);
                runs.end(number, RunStatus.CANCELLED, clock.instant());
            }
            runs.tell(number);
            return number;
        });
    }
}
