package dev.understudy.engine.step;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Two looks at what users wait for, taken at once. They change nothing and have nothing to undo; the first names both. */
public final class AtOnce implements Step {

    private final Step first;
    private final Step second;

    public AtOnce(Step first, Step second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public String name() {
        return first.name();
    }

    @Override
    public Outcome apply(StepContext context) {
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> other = beside.submit(() -> second.apply(context));
            try {
                Outcome outcome = first.apply(context);
                return outcome instanceof Outcome.Done(String seen) ? and(seen, ended(other)) : outcome;
            } finally {
                beside.shutdownNow();
            }
        }
    }

    private static Outcome and(String seen, Outcome other) {
        return other instanceof Outcome.Done(String also) ? Outcome.done(seen + ", " + also) : other;
    }

    private Outcome ended(Future<Outcome> other) {
        try {
            return other.get();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", second.name()).exception(interrupt);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return Stream.concat(first.plan(context).stream(), second.plan(context).stream())
                .toList();
    }
}
