package dev.understudy.engine.run;

import dev.understudy.engine.journal.Connections;
import dev.understudy.engine.journal.CurrentStep;
import dev.understudy.engine.journal.DeposedException;
import dev.understudy.engine.journal.EvidenceRecord;
import dev.understudy.engine.journal.RunJournal;
import dev.understudy.engine.journal.RunRecord;
import dev.understudy.engine.journal.StepRecord;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.StepStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs a run from where the journal says it stands, as far as it goes without waiting. */
final class RunPerformer {

    private static final Logger log = LoggerFactory.getLogger(RunPerformer.class);

    /** How long a control plane that was unavailable may take to be back; a step is tried again several times. */
    private static final Duration RECONNECTED = Duration.ofSeconds(3);

    private final RecipeBook book;
    private final RunJournal journal;
    private final EngineSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;

    RunPerformer(
            RecipeBook book,
            RunJournal journal,
            EngineSettings settings,
            InstantSource clock,
            ScheduledExecutorService timer) {
        this.book = book;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * Goes on with a run.
     *
     * @return after how long to go on again; empty when it has ended
     * @throws DeposedException when this process is to leave it as it is
     */
    Optional<Duration> perform(long number, Performance performance) {
        while (true) {
            RunRecord run = journal.run(number);
            if (run.status().ended()) {
                return Optional.empty();
            }
            List<Step> steps;
            try {
                steps = steps(run);
            } catch (RuntimeException unreadable) {
                return stuck(run, fault(unreadable, run.recipe()));
            }
            if (!run.holds() && !run.cancelled() && !journal.admitAgain(number)) {
                return Optional.of(settings.recheckEvery());
            }
            Optional<Duration> pause = run.undoing() ? back(run, steps, performance) : forth(run, steps, performance);
            if (pause.isPresent()) {
                return pause;
            }
        }
    }

    /** One step ahead. When it is to go on at once, nothing is returned. */
    private Optional<Duration> forth(RunRecord run, List<Step> steps, Performance performance) {
        Optional<StepRecord> next = run.steps().stream()
                .filter(step -> step.status() != StepStatus.SUCCEEDED)
                .findFirst();
        if (next.isEmpty()) {
            if (!journal.succeed(run.number())) {
                journal.turnBack(run.number(), cancelled(run));
            }
            return Optional.empty();
        }
        StepRecord step = next.get();
        if (!journal.begin(run.number(), step.position())) {
            journal.turnBack(run.number(), cancelled(run));
            return Optional.empty();
        }
        return apply(run, step, steps.get(step.position()), performance);
    }

    private Optional<Duration> apply(RunRecord run, StepRecord record, Step step, Performance performance) {
        if (!performance.enterApply()) {
            if (performance.leaving()) {
                throw new LeavingException();
            }
            journal.turnBack(run.number(), cancelled(run));
            return Optional.empty();
        }
        Outcome outcome;
        List<EvidenceRecord> left;
        try (ProgressLine progress = progress(record)) {
            JournaledContext context = context(run, record, performance, progress);
            outcome = outcome(record, step, context);
            left = context.left();
        } finally {
            performance.leave();
        }
        boolean isDone = outcome instanceof Outcome.Done || outcome instanceof Outcome.Warned;
        if (performance.leaving() && !isDone) {
            throw new LeavingException();
        }
        return switch (outcome) {
            case Outcome.Done done -> {
                journal.succeeded(record, done.detail(), left);
                yield Optional.empty();
            }
            case Outcome.Warned warned -> {
                journal.warned(record, warned.warning(), left);
                yield Optional.empty();
            }
            case Outcome.Retry retry -> retry(step, record, retry, left);
            case Outcome.Wait wait -> {
                journal.waits(record, Fault.refused("run.waits", wait.gate()), left);
                yield Optional.of(settings.recheckEvery());
            }
            case Outcome.Failed failed -> {
                failed(step, record, performance.cancelled() ? cancelled(run) : failed.fault(), left);
                yield Optional.empty();
            }
        };
    }

    private Outcome outcome(StepRecord record, Step step, StepContext context) {
        try {
            return new CurrentStep(record.run(), record.name()).call(() -> step.apply(context));
        } catch (DeposedException deposed) {
            throw deposed;
        } catch (RuntimeException | Error failure) {
            // A database of an environment tells so as a fault; this one is the control plane's, and is started again.
            return Connections.lost(failure) && !(failure instanceof FaultException)
                    ? new Outcome.Retry(RECONNECTED, failure.toString())
                    : Outcome.failed(fault(failure, record.name()));
        }
    }

    private void failed(Step step, StepRecord record, Fault fault, List<EvidenceRecord> left) {
        Fault located = fault.where().isEmpty() ? fault.at(record.name()) : fault;
        if (step.essential()) {
            journal.failed(record, located, left);
        } else {
            journal.warned(record, located, left);
        }
    }

    private Optional<Duration> retry(Step step, StepRecord record, Outcome.Retry retry, List<EvidenceRecord> left) {
        int tries = record.retries() + 1;
        if (tries > settings.retries()) {
            failed(
                    step,
                    record,
                    Fault.failed("run.retries-used-up", record.name(), settings.retries(), retry.why()),
                    left);
            return Optional.empty();
        }
        journal.retry(
                record,
                Fault.failed(
                        "run.will-retry",
                        tries,
                        settings.retries(),
                        retry.after().toSeconds(),
                        retry.why()),
                left);
        return Optional.of(retry.after());
    }

    /** One step back. */
    private Optional<Duration> back(RunRecord run, List<Step> steps, Performance performance) {
        Optional<Integer> next = journal.beginUndo(run.number());
        if (next.isEmpty()) {
            journal.endUndone(run.number(), run.cancelled());
            return Optional.empty();
        }
        StepRecord record = journal.run(run.number()).steps().get(next.get());
        if (!performance.enterUndo()) {
            throw new LeavingException();
        }
        List<EvidenceRecord> left;
        try (ProgressLine progress = progress(record)) {
            JournaledContext context = context(run, record, performance, progress);
            undo(steps.get(record.position()), record, context);
            left = context.left();
        } catch (DeposedException deposed) {
            throw deposed;
        } catch (RuntimeException | Error failure) {
            if (performance.leaving()) {
                throw new LeavingException();
            }
            performance.leave();
            return undoAgain(record, fault(failure, record.name()));
        } finally {
            performance.leave();
        }
        journal.undone(record, left);
        return Optional.empty();
    }

    private static void undo(Step step, StepRecord record, StepContext context) {
        new CurrentStep(record.run(), record.name()).call(() -> {
            step.undo(context);
            return record;
        });
    }

    private Optional<Duration> undoAgain(StepRecord step, Fault fault) {
        int again = step.undoTries() - 1;
        if (again >= settings.undoDelays().size()) {
            journal.undoFailed(step, fault);
            return Optional.empty();
        }
        Duration delay = settings.undoDelays().get(again);
        journal.note(step, Fault.failed("run.will-undo-again", delay.toSeconds(), fault.code()));
        return Optional.of(delay);
    }

    /** A recipe that cannot be read now may be readable later: what has begun is not given up for that. */
    private Optional<Duration> stuck(RunRecord run, Fault fault) {
        boolean begun = run.steps().stream().anyMatch(step -> step.startedAt() != null);
        if (!begun) {
            journal.turnBack(run.number(), fault);
            journal.endUndone(run.number(), run.cancelled());
            return Optional.empty();
        }
        run.steps().stream()
                .filter(step -> step.startedAt() != null && step.undoneAt() == null)
                .reduce((first, second) -> second)
                .ifPresent(step -> journal.note(step, fault));
        return Optional.of(settings.recheckEvery());
    }

    private List<Step> steps(RunRecord run) {
        List<Step> steps = book.recipe(request(run)).steps();
        List<String> names = steps.stream().map(Step::name).toList();
        if (!names.equals(run.steps().stream().map(StepRecord::name).toList())) {
            throw Fault.failed("run.recipe-changed", run.recipe()).exception();
        }
        return steps;
    }

    private JournaledContext context(RunRecord run, StepRecord record, Performance performance, ProgressLine progress) {
        return new JournaledContext(run, record, journal, performance, progress, clock);
    }

    private ProgressLine progress(StepRecord step) {
        return new ProgressLine(timer, line -> journal.progress(step.run(), step.position(), line));
    }

    static RunRequest request(RunRecord run) {
        return new RunRequest(run.recipe(), run.environment(), run.reads(), run.release(), run.arguments(), run.by());
    }

    private static Fault cancelled(RunRecord run) {
        return Fault.failed("run.cancelled", run.id());
    }

    private static Fault fault(Throwable failure, String step) {
        if (failure instanceof FaultException known) {
            log.info("{}: {}", step, known.getMessage());
            return known.fault();
        }
        log.error("{} ended unexpectedly", step, failure);
        return Fault.failed("run.step-crashed", step, failure).at(step);
    }

    /** The process is about to end: the run is left as it is, for the next one. */
    static final class LeavingException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
