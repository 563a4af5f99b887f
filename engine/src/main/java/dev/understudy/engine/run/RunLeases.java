package dev.understudy.engine.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.journal.DeposedException;
import dev.understudy.engine.journal.LeaseDao;
import dev.understudy.engine.journal.RunDao;
import dev.understudy.engine.journal.RunJournal;
import dev.understudy.engine.journal.RunQueue;
import dev.understudy.engine.journal.RunRecord;
import dev.understudy.engine.run.RunPerformer.LeavingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases runs and performs them on a few threads: db-scheduler keeps the leases, their heartbeats and the times at which
 * runs go on, all in the control plane. They are told by a steady clock: when the machine's is set, no lease is lost, and
 * no run waits for the hour to come round again.
 */
final class RunLeases implements AutoCloseable {

    static final String TASK = "run";

    private static final Logger log = LoggerFactory.getLogger(RunLeases.class);

    /** Seldom: who holds the control plane alone performs it, and takes all leases over when it begins. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** db-scheduler's own number: heartbeats, dead leases, leases of tasks that nobody knows. */
    private static final int HOUSEKEEPERS = 3;

    private final ControlDatabase database;
    private final RunJournal journal;
    private final Admission admission;
    private final RunPerformer performer;
    private final EngineSettings settings;
    private final InstantSource time;
    private final Map<Long, Performance> performances = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(virtual("run-timer"));
    private final CustomTask<Void> task;
    private final Scheduler scheduler;
    private volatile @Nullable Future<?> sweeping;
    private volatile boolean closed;

    RunLeases(
            ControlDatabase database,
            RecipeBook book,
            RunJournal journal,
            EngineSettings settings,
            InstantSource clock,
            Admission admission) {
        this.database = database;
        this.journal = journal;
        this.admission = admission;
        this.settings = settings;
        this.time = new SteadyClock(clock);
        this.performer = new RunPerformer(book, journal, settings, clock, timer);
        this.task = Tasks.custom(TASK, Void.class)
                .onFailure((complete, operations) -> again(complete, operations, AFTER_TROUBLE))
                .onDeadExecutionRevive()
                .execute((instance, context) -> perform(Long.parseLong(instance.getId())));
        this.scheduler = Scheduler.create(database.dataSource(), task)
                .schedulerName(new SchedulerName.Fixed("understudy"))
                .threads(settings.threads())
                .executorService(performers(settings.threads()))
                .dueExecutor(Executors.newSingleThreadExecutor(virtual("runs-due")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(HOUSEKEEPERS, virtual("runs-kept")))
                .pollingInterval(settings.pollEvery())
                .heartbeatInterval(HEARTBEAT)
                .enableImmediateExecution()
                .shutdownMaxWait(settings.shutdownPatience())
                .failureLogging(LogLevel.WARN, true)
                .clock(time::instant)
                .build();
    }

    /** What only waits takes no thread of the machine's: there is a set of these for each project. */
    private static ThreadFactory virtual(String name) {
        return Thread.ofVirtual().name(name).factory();
    }

    /** Threads that end when nothing was performed for a while. */
    private static ExecutorService performers(int threads) {
        ThreadPoolExecutor performers = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("run-", 0).factory());
        performers.allowCoreThreadTimeOut(true);
        return performers;
    }

    /** Takes over what an earlier process left, at once: that this one could open the control plane proves the end of that. */
    void start() {
        database.perform(handle -> new LeaseDao(handle).takeOver(TASK, time.instant()));
        sweep();
        scheduler.start();
        sweeping = timer.scheduleWithFixedDelay(
                this::sweepOrSay,
                settings.sweepEvery().toMillis(),
                settings.sweepEvery().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Gives their turn to the runs that may have it. */
    void admit() {
        journal.admit(this::heldBack).forEach(this::schedule);
    }

    private Optional<RunQueue.HeldBack> heldBack(RunRecord run) {
        return switch (admission.askAgain(RunPerformer.request(run))) {
            case Admission.Answer.Admitted admitted -> Optional.empty();
            case Admission.Answer.Waits waits -> Optional.of(new RunQueue.HeldBack(waits.why(), false));
            case Admission.Answer.Refused refused -> Optional.of(new RunQueue.HeldBack(refused.fault(), true));
        };
    }

    /** Lets a run know that it was cancelled, wherever it stands. */
    void cancel(long number) {
        Performance performance = performances.get(number);
        if (performance != null) {
            performance.cancel();
        }
        wake(number);
        admit();
    }

    /** Lets a waiting run look again. */
    void wake(long number) {
        Performance performance = performances.get(number);
        if (performance != null) {
            performance.wake();
        }
        try {
            scheduler.reschedule(task.instance(Long.toString(number)), time.instant());
            scheduler.triggerCheckForDueExecutions();
        } catch (TaskInstanceCurrentlyExecutingException awake) {
            log.debug("Run {} is awake", number);
        } catch (TaskInstanceNotFoundException notWaiting) {
            log.debug("Run {} does not wait", number);
        }
    }

    @Override
    public void close() {
        closed = true;
        Future<?> regularly = sweeping;
        if (regularly != null) {
            regularly.cancel(false);
        }
        timer.shutdown();
        performances.values().forEach(Performance::abandon);
        scheduler.stop();
    }

    private CompletionHandler<Void> perform(long number) {
        Performance performance = new Performance();
        if (closed || performances.putIfAbsent(number, performance) != null) {
            return (complete, operations) -> again(complete, operations, AFTER_TROUBLE);
        }
        try {
            Optional<Duration> pause = closed ? Optional.of(AFTER_TROUBLE) : performer.perform(number, performance);
            if (pause.isEmpty()) {
                admit();
                wakeThoseWithoutEnvironment();
            }
            return completion(number, performance, pause);
        } catch (LeavingException | DeposedException leaving) {
            log.info("Run {} is left as it is, for the next process", number);
            return completion(number, performance, Optional.of(AFTER_TROUBLE));
        } catch (RuntimeException | Error failure) {
            performances.remove(number);
            throw failure;
        }
    }

    /** Only when its lease is given back can a run be woken in the leases; until then it is in its performance. */
    private CompletionHandler<Void> completion(long number, Performance performance, Optional<Duration> pause) {
        return (complete, operations) -> {
            try {
                if (pause.isPresent()) {
                    again(complete, operations, pause.get());
                } else {
                    operations.remove();
                }
            } finally {
                performances.remove(number);
            }
            if (pause.isPresent() && performance.woken()) {
                wake(number);
            }
        };
    }

    private void wakeThoseWithoutEnvironment() {
        database.perform(handle -> new RunDao(handle).waitingWithoutEnvironment())
                .forEach(this::wake);
    }

    /** Goes on after a pause, and sees to it that this is noticed then: nobody looks every second. */
    private void again(ExecutionComplete complete, ExecutionOperations<Void> operations, Duration pause) {
        operations.reschedule(complete, time.instant().plus(pause));
        try {
            Future<?> _ =
                    timer.schedule(scheduler::triggerCheckForDueExecutions, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            log.debug(
                    "The next process goes on with run {}",
                    complete.getExecution().getId());
        }
    }

    private void schedule(long number) {
        if (scheduler.scheduleIfNotExists(task.instance(Long.toString(number)), time.instant())) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    private void sweepOrSay() {
        try {
            sweep();
        } catch (DeposedException deposed) {
            log.error("Another process performs this control plane now; this one does nothing more");
            Thread.ofPlatform().name("engine-leaves").start(this::close);
        } catch (RuntimeException failure) {
            log.warn("Looking for runs did not succeed; trying again", failure);
        }
    }

    /** Whatever happened between the journal and the leases, a run that has begun is leased. */
    private void sweep() {
        database.keepThrone();
        admit();
        database.inTransaction(handle -> new RunDao(handle).begun()).forEach(this::schedule);
    }
}
