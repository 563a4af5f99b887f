package dev.understudy.engine.run;

import dev.understudy.model.run.Said;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the latest line of progress now and then: the first at once, the last in any case, not all in between. */
final class ProgressLine implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(250);

    private final ScheduledExecutorService timer;
    private final Consumer<Said> writer;
    private @Nullable Said latest;
    private @Nullable Future<?> following;
    private boolean quiet;
    private boolean closed;

    ProgressLine(ScheduledExecutorService timer, Consumer<Said> writer) {
        this.timer = timer;
        this.writer = writer;
    }

    void show(Said line) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (quiet) {
                latest = line;
                return;
            }
            quiet = true;
        }
        write(line);
    }

    /** Nothing is written after this. */
    @Override
    public synchronized void close() {
        closed = true;
        if (following != null) {
            following.cancel(false);
        }
    }

    private synchronized void write(Said line) {
        if (closed) {
            return;
        }
        writer.accept(line);
        if (!timer.isShutdown()) {
            following = timer.schedule(this::afterQuiet, QUIET.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void afterQuiet() {
        Said line = latest;
        latest = null;
        if (line == null) {
            quiet = false;
        } else {
            write(line);
        }
    }
}
