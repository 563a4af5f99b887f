package dev.understudy.process.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.process.measure.LoggedErrors;
import dev.understudy.process.measure.LoggedErrors.Logged;
import dev.understudy.process.measure.LoggedErrors.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    public List<Evidence> evidence(Case asked) {
        return Trials.tried(project.get().method(), asked.release().id(), asked.entered())
                .flatMap(trial -> evidence(asked, trial.environment(), trial.since()))
                .stream()
                .toList();
    }

    private Optional<Evidence> evidence(Case asked, String environment, Instant since) {
        Optional<Watched> watched = logged.watched(environment)
                .filter(one -> one.lookedAt().isAfter(asked.now().minus(LATELY)));
        if (watched.isEmpty()) {
            return Optional.empty();
        }
        List<Logged> brought = logged.brought(asked.release().id(), environment, since);
        Instant clean = watched.get().since().isAfter(since) ? watched.get().since() : since;
        return Optional.of(new Evidence(
                Proof.CLEAN_LOGS,
                asked.digest(),
                brought.isEmpty(),
                clean,
                watched.get().lookedAt(),
                environment,
                brought.isEmpty() ? "" : told(brought)));
    }

    private static String told(List<Logged> brought) {
        Logged first = brought.getFirst();
        String last = first.example().lines().reduce("", (earlier, later) -> later);
        return brought.size() + ", " + first.logger() + ": " + last;
    }
}
