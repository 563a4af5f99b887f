package dev.understudy.bench.faults;

import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What runs usually take: the median of those that came to their end, whatever was killed meanwhile. */
final class Usual {

    private final Map<Act, List<Duration>> taken = new EnumMap<>(Act.class);

    void took(Act act, RunView run) {
        taken.computeIfAbsent(act, any -> new ArrayList<>())
                .add(Duration.between(
                        Objects.requireNonNull(run.startedAt()), Objects.requireNonNull(run.finishedAt())));
    }

    Duration of(Act act) {
        List<Duration> sorted =
                taken.getOrDefault(act, List.of()).stream().sorted().toList();
        return sorted.isEmpty() ? act.usual() : sorted.get(sorted.size() / 2);
    }
}
