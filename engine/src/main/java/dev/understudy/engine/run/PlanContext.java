package dev.understudy.engine.run;

import dev.understudy.model.run.Said;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a step knows when it only says what it would do: facts that are not there yet read as their names. */
final class PlanContext implements StepContext {

    private final RunRequest request;
    private final Instant now;
    private final Map<String, String> facts = new HashMap<>();

    PlanContext(RunRequest request, Instant now) {
        this.request = request;
        this.now = now;
    }

    @Override
    public RunRequest request() {
        return request;
    }

    @Override
    public String runId() {
        return "run-N";
    }

    @Override
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public String need(String name) {
        return fact(name).orElse("<" + name + ">");
    }

    /** Kept for the steps that follow in this plan, and nowhere else. */
    @Override
    public void put(String name, String value) {
        facts.put(name, value);
    }

    @Override
    public void evidence(String name, String mediaType, String content) {}

    @Override
    public void progress(Said line) {}

    @Override
    public void checkCancelled() {}

    @Override
    public Instant startedAt() {
        return now;
    }

    @Override
    public Instant now() {
        return now;
    }
}
