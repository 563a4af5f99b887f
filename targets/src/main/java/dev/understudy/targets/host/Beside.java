package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Work on a thread of its own, beside that of whoever began it. It has ended when this is closed: cut off, if need be. */
public final class Beside<T> implements AutoCloseable {

    private final String what;
    private final FutureTask<T> task;
    private final Thread thread;

    private Beside(String what, Supplier<T> work) {
        this.what = what;
        this.task = new FutureTask<>(work::get);
        this.thread = Thread.ofVirtual().start(task);
    }

    /**
     * Begins it.
     *
     * @param what its name, for whoever is told that it was interrupted
     */
    public static <T> Beside<T> begin(String what, Supplier<T> work) {
        return new Beside<>(what, work);
    }

    /**
     * Waits for its end; throws what it threw, and a fault {@code host.interrupted} when the waiting thread is interrupted.
     */
    public T result() {
        try {
            return task.get();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", what).exception(interrupt);
        } catch (CancellationException closed) {
            throw new IllegalStateException(what + " was cut off", closed);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        task.cancel(true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interrupt) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
