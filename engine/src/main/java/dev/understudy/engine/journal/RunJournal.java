package dev.understudy.engine.journal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.Said;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What the performer of a run writes: each method is one transaction, which outlasts a restart of the database, and may
 * be repeated.
 */
public final class RunJournal {

    private final ControlDatabase database;
    private final InstantSource clock;

    public RunJournal(ControlDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public RunRecord run(long number) {
        return database.perform(handle -> new RunDao(handle).find(number)).orElseThrow();
    }

    /**
     * Gives a turn to every queued run that may have one, and returns them.
     *
     * @param door what keeps a queued run from beginning; asked about each of them, in order
     */
    public List<Long> admit(Function<RunRecord, Optional<RunQueue.HeldBack>> door) {
        return database.perform(handle -> {
            RunQueue queue = new RunQueue(handle);
            queue.lock();
            RunDao runs = new RunDao(handle);
            runs.queued().forEach(run -> holdBack(handle, run, door.apply(run)));
            List<Long> admitted = queue.admit(clock.instant());
            admitted.forEach(runs::tell);
            if (!admitted.isEmpty()) {
                runs.tellQueued();
            }
            return admitted;
        });
    }

    private void holdBack(Handle handle, RunRecord run, Optional<RunQueue.HeldBack> heldBack) {
        RunDao runs = new RunDao(handle);
        Fault why = heldBack.map(RunQueue.HeldBack::why).orElse(null);
        if (heldBack.filter(RunQueue.HeldBack::forGood).isPresent()) {
            runs.fault(run.number(), Objects.requireNonNull(why));
            new StepDao(handle).skipPending(run.number());
            runs.end(run.number(), RunStatus.CANCELLED, clock.instant());
            runs.tell(run.number());
        } else if (!Objects.equals(why, run.waitsFor())) {
            runs.waitsFor(run.number(), why);
            runs.tell(run.number());
        }
    }

    /** Gives its environments back to a run that let go of them while it waited; false when they are taken. */
    public boolean admitAgain(long number) {
        return database.perform(handle -> {
            RunQueue queue = new RunQueue(handle);
            queue.lock();
            return queue.admitAgain(number);
        });
    }

    /** Begins a step; false when the run was asked to stop instead. */
    public boolean begin(long run, int position) {
        return database.perform(handle -> {
            RunDao runs = new RunDao(handle);
            if (runs.lockAndAskCancelled(run)) {
                return false;
            }
            new StepDao(handle).begin(run, position, clock.instant());
            runs.status(run, RunStatus.RUNNING);
            runs.tell(run);
            return true;
        });
    }

    public void progress(long run, int position, Said line) {
        write(run, handle -> new StepDao(handle).detail(run, position, line));
    }

    public void put(long run, String step, String name, String value) {
        database.perform(handle -> {
            new FactDao(handle).put(run, step, name, value, clock.instant());
            return run;
        });
    }

    public Map<String, String> facts(long run) {
        return database.perform(handle -> new FactDao(handle).ofRun(run));
    }

    public void succeeded(StepRecord step, Said detail, List<EvidenceRecord> evidence) {
        write(step.run(), handle -> {
            new StepDao(handle).succeeded(step.run(), step.position(), detail, clock.instant());
            new EvidenceDao(handle).add(step.run(), evidence, clock.instant());
        });
    }

    /** A step is done, with something that people must hear of. */
    public void warned(StepRecord step, Fault warning, List<EvidenceRecord> evidence) {
        write(step.run(), handle -> {
            StepDao steps = new StepDao(handle);
            steps.succeeded(step.run(), step.position(), Said.NOTHING, clock.instant());
            steps.note(step.run(), step.position(), warning);
            new EvidenceDao(handle).add(step.run(), evidence, clock.instant());
        });
    }

    public void retry(StepRecord step, Fault note, List<EvidenceRecord> evidence) {
        write(step.run(), handle -> {
            new StepDao(handle).retry(step.run(), step.position(), note);
            new EvidenceDao(handle).add(step.run(), evidence, clock.instant());
        });
    }

    /** The run waits. Its environments are free meanwhile when it has done nothing yet. */
    public void waits(StepRecord step, Fault note, List<EvidenceRecord> evidence) {
        write(step.run(), handle -> {
            RunDao runs = new RunDao(handle);
            StepDao steps = new StepDao(handle);
            steps.waiting(step.run(), step.position(), note);
            new EvidenceDao(handle).add(step.run(), evidence, clock.instant());
            runs.status(step.run(), RunStatus.WAITING);
            if (!steps.anySucceeded(step.run())) {
                runs.holds(step.run(), false);
                runs.tellQueued();
            }
        });
    }

    /** A step failed: from here the run goes backwards. */
    public void failed(StepRecord step, Fault fault, List<EvidenceRecord> evidence) {
        write(step.run(), handle -> {
            new StepDao(handle).failed(step.run(), step.position(), fault, clock.instant());
            new EvidenceDao(handle).add(step.run(), evidence, clock.instant());
            new RunDao(handle).turnBack(step.run(), fault);
        });
    }

    /** From here the run goes backwards, without a step to blame. */
    public void turnBack(long run, Fault fault) {
        write(run, handle -> new RunDao(handle).turnBack(run, fault));
    }

    /** The position of the step that is undone next, now shown as such; empty when all are undone. */
    public Optional<Integer> beginUndo(long run) {
        return database.perform(handle -> {
            StepDao steps = new StepDao(handle);
            Optional<Integer> next = steps.toUndo(run);
            next.ifPresent(position -> steps.undoing(run, position));
            new RunDao(handle).tell(run);
            return next;
        });
    }

    public void undone(StepRecord step, List<EvidenceRecord> evidence) {
        write(step.run(), handle -> {
            new StepDao(handle).undone(step.run(), step.position(), clock.instant());
            new EvidenceDao(handle).add(step.run(), evidence, clock.instant());
        });
    }

    /** A step could not be undone: the run ends here, and those before it are left as they are. */
    public void undoFailed(StepRecord step, Fault fault) {
        write(step.run(), handle -> {
            RunDao runs = new RunDao(handle);
            StepDao steps = new StepDao(handle);
            steps.undoFailed(step.run(), step.position(), fault, clock.instant());
            steps.skipPending(step.run());
            runs.undoFailed(step.run(), fault);
            runs.end(step.run(), RunStatus.FAILED, clock.instant());
        });
    }

    /** All steps are done; false when the run was asked to stop instead. */
    public boolean succeed(long run) {
        return database.perform(handle -> {
            RunDao runs = new RunDao(handle);
            if (runs.lockAndAskCancelled(run)) {
                return false;
            }
            runs.end(run, RunStatus.SUCCEEDED, clock.instant());
            runs.tell(run);
            return true;
        });
    }

    /** All that had begun is undone. */
    public void endUndone(long run, boolean cancelled) {
        write(run, handle -> {
            StepDao steps = new StepDao(handle);
            steps.skipPending(run);
            RunStatus otherwise = steps.beganReversible(run) ? RunStatus.UNDONE : RunStatus.FAILED;
            new RunDao(handle).end(run, cancelled ? RunStatus.CANCELLED : otherwise, clock.instant());
        });
    }

    /** Shows beside a step why its run cannot go on at present. */
    public void note(StepRecord step, Fault note) {
        write(step.run(), handle -> new StepDao(handle).note(step.run(), step.position(), note));
    }

    private void write(long run, Writing work) {
        database.perform(handle -> {
            work.on(handle);
            new RunDao(handle).tell(run);
            return run;
        });
    }

    /** Work in a transaction. */
    @FunctionalInterface
    private interface Writing {
        void on(Handle handle);
    }
}
