package dev.understudy.cli.client;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a run to its end, also over a restart of the service or of its database. */
public final class RunFollower {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Client client;
    private final Duration patience;
    private final Runnable lost;

    /**
     * @param patience how long the service may be away
     * @param lost called when it goes away
     */
    public RunFollower(Client client, Duration patience, Runnable lost) {
        this.client = client;
        this.patience = patience;
        this.lost = lost;
    }

    /**
     * The run as it ended.
     *
     * @param listener hears the run as it is, and each change
     * @throws FaultException {@code cli.service-not-running} when it stays away for too long
     * @throws ApiProblem what the service answers instead, {@code engine.database-unreachable} when that lasts too long
     */
    public RunView follow(String id, Consumer<RunView> listener) {
        AtomicReference<@Nullable RunView> last = new AtomicReference<>();
        long deadline = deadline();
        boolean away = false;
        while (true) {
            try {
                client.events("/api/runs/" + Client.quote(id) + "/events", (event, data) -> {
                    if (!event.equals("run")) {
                        return false;
                    }
                    RunView run = Json.read(data, RunView.class);
                    last.set(run);
                    listener.accept(run);
                    return !run.ended();
                });
                away = false;
                deadline = deadline();
            } catch (FaultException | ApiProblem failure) {
                if (!Client.passes(failure) || System.nanoTime() > deadline) {
                    throw failure;
                }
                if (!away) {
                    lost.run();
                    away = true;
                }
            }
            RunView run = last.get();
            if (run != null && run.ended()) {
                return run;
            }
            pause(id);
        }
    }

    private long deadline() {
        return System.nanoTime() + patience.toNanos();
    }

    private static void pause(String id) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Fault.failed("cli.following-interrupted", id).exception(interrupted);
        }
    }
}
