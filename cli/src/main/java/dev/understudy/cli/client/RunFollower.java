package dev.understudy.cli.client;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run to its end: over breaks of the stream, a service or a machine that is slow, and a restart of the service or
 * of its database. It gives up only when there has been no service at all for a while.
 */
public final class RunFollower {

    /** How long there may be no service: a restart, an upgrade. */
    private static final Duration AWAY = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** The service writes something every ten seconds, when it can. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Asking anew is work for a service that is slow already, so it is done ever more seldom. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Supplier<Client> client;
    private final BooleanSupplier alive;
    private final Time time;
    private final Consumer<Hitch> hitches;

    /** Why nothing is heard of a run for now. */
    public enum Hitch {

        /** Nobody takes a connection. */
        AWAY,

        /** The service is there, and does not answer yet. */
        SLOW,

        /** The service's own database does not answer; it starts that again by itself. */
        DATABASE
    }

    /**
     * @param client of the service as it is to be reached now: one that was restarted may listen elsewhere
     * @param alive whether a process holds the service's home
     * @param hitches told when another one begins
     */
    public RunFollower(Supplier<Client> client, BooleanSupplier alive, Time time, Consumer<Hitch> hitches) {
        this.client = client;
        this.alive = alive;
        this.time = time;
        this.hitches = hitches;
    }

    /**
     * The run as it ended.
     *
     * @param listener hears the run as it is, and each change
     * @throws FaultException {@code cli.service-not-running} when there is no service for too long, {@code
     *     cli.following-interrupted}
     * @throws ApiProblem what the service answers instead
     */
    public RunView follow(String id, Consumer<RunView> listener) {
        AtomicReference<@Nullable RunView> last = new AtomicReference<>();
        AtomicReference<@Nullable Hitch> told = new AtomicReference<>();
        Duration silence = SILENCE;
        long seen = time.nanos();
        while (true) {
            try {
                client.get().events("/runs/" + Client.quote(id) + "/events", silence, (event, data) -> {
                    if (!event.equals("run")) {
                        return false;
                    }
                    told.set(null);
                    RunView run = Json.read(data, RunView.class);
                    last.set(run);
                    listener.accept(run);
                    return !run.ended();
                });
                silence = SILENCE;
                seen = time.nanos();
            } catch (FaultException | ApiProblem failure) {
                Hitch hitch = hitch(failure);
                if (hitch != Hitch.AWAY || alive.getAsBoolean()) {
                    seen = time.nanos();
                } else if (time.nanos() - seen > AWAY.toNanos()) {
                    throw failure;
                }
                boolean again = told.getAndSet(hitch) == hitch;
                silence = again && hitch == Hitch.SLOW ? longer(silence) : SILENCE;
                if (!again) {
                    hitches.accept(hitch);
                }
            }
            RunView run = last.get();
            if (run != null && run.ended()) {
                return run;
            }
            pause(id);
        }
    }

    /** What passes; anything else is thrown on. */
    private static Hitch hitch(RuntimeException failure) {
        if (!Client.passes(failure)) {
            throw failure;
        }
        return switch (failure) {
            case ApiProblem problem ->
                problem.problem().code().equals("engine.database-unreachable") ? Hitch.DATABASE : Hitch.SLOW;
            case FaultException fault when fault.fault().code().equals("cli.service-not-running") -> Hitch.AWAY;
            default -> Hitch.SLOW;
        };
    }

    private static Duration longer(Duration silence) {
        Duration twice = silence.multipliedBy(2);
        return twice.compareTo(LONGEST_SILENCE) < 0 ? twice : LONGEST_SILENCE;
    }

    private void pause(String id) {
        try {
            time.pause(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Fault.failed("cli.following-interrupted", id).exception(interrupted);
        }
    }
}
