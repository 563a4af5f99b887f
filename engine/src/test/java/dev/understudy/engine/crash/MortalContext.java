package dev.understudy.engine.crash;

import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import java.time.Instant;
import java.util.Optional;

/** A context with a point after each fact that the journal keeps. */
record MortalContext(StepContext context) implements StepContext {

    @Override
    public RunRequest request() {
        return context.request();
    }

    @Override
    public String runId() {
        return context.runId();
    }

    @Override
    public Optional<String> fact(String name) {
        return context.fact(name);
    }

    @Override
    public String need(String name) {
        return context.need(name);
    }

    @Override
    public void put(String name, String value) {
        context.put(name, value);
        Mortality.point("noted " + name);
    }

    @Override
    public void evidence(String name, String mediaType, String content) {
        context.evidence(name, mediaType, content);
    }

    @Override
    public void progress(Said line) {
        context.progress(line);
    }

    @Override
    public void checkCancelled() {
        context.checkCancelled();
    }

    @Override
    public Instant startedAt() {
        return context.startedAt();
    }

    @Override
    public Instant now() {
        return context.now();
    }
}
