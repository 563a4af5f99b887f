package dev.understudy.engine.fake;

import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a step that a test calls by itself knows: its facts and its evidence are kept. */
public final class NotedContext implements StepContext {

    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    private final RunRequest request;
    private final String runId;
    private final Map<String, String> facts = new HashMap<>();
    private final Map<String, String> left = new HashMap<>();

    /** Of a run. */
    public NotedContext(String runId, RunRequest request) {
        this.runId = runId;
        this.request = request;
    }

    @Override
    public RunRequest request() {
        return request;
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    @Override
    public String need(String name) {
        return fact(name).orElseThrow();
    }

    @Override
    public void put(String name, String value) {
        facts.put(name, value);
    }

    @Override
    public void evidence(String name, String mediaType, String content) {
        left.put(name, content);
    }

    /** The evidence of a name; empty when none was left. */
    public String left(String name) {
        return left.getOrDefault(name, "");
    }

    @Override
    public void progress(Said line) {
        // Nobody follows here.
    }

    @Override
    public void checkCancelled() {
        // Nobody cancels here.
    }

    @Override
    public Instant startedAt() {
        return NOW;
    }

    @Override
    public Instant now() {
        return NOW;
    }
}
