package dev.understudy.server.desk;

import dev.understudy.engine.run.Runs;
import dev.understudy.model.run.RunView;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The environments that runs are at work on, or wait for. */
public final class BusyEnvironments implements Supplier<Set<String>> {

    private static final int LATEST = 50;

    private final Runs runs;

    public BusyEnvironments(Runs runs) {
        this.runs = runs;
    }

    @Override
    public Set<String> get() {
        return runs.runs(LATEST).stream()
                .filter(run -> !run.ended())
                .map(RunView::environment)
                .collect(Collectors.toSet());
    }
}
