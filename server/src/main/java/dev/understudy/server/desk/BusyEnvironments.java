package dev.understudy.server.desk;

import dev.understudy.engine.run.Runs;
import dev.understudy.model.run.RunView;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The environments that runs change, or are about to. What only copies an environment leaves it as it is. */
public final class BusyEnvironments implements Supplier<Set<String>> {

    private static final int LATEST = 50;
    private static final Set<String> COPIES = Set.of("snapshot", "backup");

    private final Runs runs;

    public BusyEnvironments(Runs runs) {
        this.runs = runs;
    }

    @Override
    public Set<String> get() {
        return runs.runs(LATEST).stream()
                .filter(run -> !run.ended() && !COPIES.contains(run.recipe()))
                .map(RunView::environment)
                .collect(Collectors.toSet());
    }
}
