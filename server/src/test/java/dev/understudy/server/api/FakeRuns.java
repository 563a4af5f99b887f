package dev.understudy.server.api;

import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Runs;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs that a test moves on by hand. */
public final class FakeRuns implements Runs {

    private static final Instant CREATED = Instant.parse("2026-03-01T20:00:00Z");

    private final Map<String, RunView> runs = new LinkedHashMap<>();
    private final Map<String, List<Evidence>> evidence = new LinkedHashMap<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    private final AtomicInteger unreachable = new AtomicInteger();

    private record Follower(String id, Consumer<RunView> listener) {}

    /** Adds a run, or changes it, and tells those who follow. */
    public synchronized RunView put(RunView run) {
        runs.put(run.id(), run);
        followers.stream()
                .filter(one -> one.id().equals(run.id()))
                .forEach(one -> one.listener().accept(run));
        return run;
    }

    /** A run in a state, with no steps yet. */
    public static RunView run(String id, String recipe, String environment, RunStatus status) {
        return new RunView(
                id, recipe, environment, null, status.word(), null, null, List.of(), CREATED, "test", null, null, null);
    }

    public synchronized void addEvidence(String id, Evidence one) {
        evidence.computeIfAbsent(id, _ -> new ArrayList<>()).add(one);
    }

    /** The next to ask for a run, so many of them, hear that the database is away. */
    public void loseDatabase(int times) {
        unreachable.set(times);
    }

    public int followers() {
        return followers.size();
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("A fake does not perform");
    }

    @Override
    public synchronized RunView submit(RunRequest request) {
        return put(run("run-" + (runs.size() + 1), request.recipe(), request.environment(), RunStatus.QUEUED));
    }

    @Override
    public List<String> plan(RunRequest request, Locale locale) {
        return List.of(request.recipe() + " " + request.environment());
    }

    @Override
    public synchronized RunView run(String id, Locale locale) {
        if (unreachable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw Fault.failed("engine.database-unreachable", "127.0.0.1", "refused")
                    .exception();
        }
        RunView run = runs.get(id);
        if (run == null) {
            throw Fault.usage("run.not-found", id).exception();
        }
        return run;
    }

    @Override
    public synchronized List<RunView> runs(Asked asked, int limit, Locale locale) {
        return List.copyOf(runs.values()).reversed().stream()
                .filter(run -> is(asked.environment(), run.environment())
                        && is(asked.release(), run.release())
                        && is(asked.recipe(), run.recipe())
                        && is(asked.status(), run.status()))
                .limit(limit)
                .toList();
    }

    private static boolean is(String asked, @Nullable String has) {
        return asked.isEmpty() || asked.equals(has);
    }

    @Override
    public RunView cancel(String id) {
        RunView run = run(id);
        return put(run(id, run.recipe(), run.environment(), RunStatus.CANCELLED));
    }

    @Override
    public synchronized List<Evidence> evidence(String id) {
        run(id);
        return List.copyOf(evidence.getOrDefault(id, List.of()));
    }

    @Override
    public void wake(String id) {
        run(id);
    }

    @Override
    public synchronized List<Performed> commands(String id) {
        run(id);
        return List.of(new Performed("stop-odoo", "local", "kill 42", CREATED, Duration.ofMillis(12), 0, "", ""));
    }

    @Override
    public Map<String, String> facts(String id) {
        run(id);
        return Map.of();
    }

    @Override
    public Set<String> changing() {
        return Set.of();
    }

    @Override
    public Following follow(String id, Locale locale, Consumer<RunView> listener) {
        Follower follower = new Follower(id, listener);
        followers.add(follower);
        listener.accept(run(id, locale));
        return () -> followers.remove(follower);
    }

    @Override
    public void close() {
        followers.clear();
    }
}
