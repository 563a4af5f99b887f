package dev.understudy.process.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.method.Method;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.process.measure.LoggedErrors;
import dev.understudy.process.measure.LoggedErrors.Logged;
import dev.understudy.process.measure.LoggedErrors.Watched;
import dev.understudy.process.measure.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the release logged where it is tried: clean as long as it brought no kind of error that was not there before. */
public final class LogWitness implements Witness {

    /** Logs are looked at every minute; what nobody looked at lately is not known to be clean. */
    private static final Duration LATELY = Duration.ofMinutes(15);

    private final Supplier<Project> project;
    private final LoggedErrors logged;

    public LogWitness(Supplier<Project> project, LoggedErrors logged) {
        this.project = project;
        this.logged = logged;
    }

    @Override
    public Testimony of(Collection<String> releases) {
        Method method = project.get().method();
        Map<String, Watched> watched = logged.watched();
        Map<String, List<Logged>> brought = watched.isEmpty() ? Map.of() : logged.brought(releases);
        return asked -> Trials.tried(method, asked.id(), asked.entered())
                .flatMap(trial -> Optional.ofNullable(watched.get(trial.environment()))
                        .filter(looked -> looked.lookedAt().isAfter(asked.now().minus(LATELY)))
                        .map(looked -> evidence(asked, trial, looked, brought.getOrDefault(asked.id(), List.of()))))
                .stream()
                .toList();
    }

    private static Evidence evidence(Case asked, Trial trial, Watched watched, List<Logged> brought) {
        Instant since = trial.since();
        List<Logged> there = brought.stream()
                .filter(one -> one.environment().equals(trial.environment())
                        && !one.lastAt().isBefore(since))
                .toList();
        return new Evidence(
                Proof.CLEAN_LOGS,
                asked.digest(),
                there.isEmpty(),
                watched.since().isAfter(since) ? watched.since() : since,
                watched.lookedAt(),
                trial.environment(),
                there.isEmpty() ? "" : told(there));
    }

    private static String told(List<Logged> brought) {
        Logged first = brought.getFirst();
        String last = first.example().lines().reduce("", (earlier, later) -> later);
        return brought.size() + ", " + first.logger() + ": " + last;
    }
}
