package dev.understudy.process.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.process.measure.DriftWatch;
import dev.understudy.process.measure.DriftWatch.Last;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Whether production is what the last run made of it. What nobody looked at lately is not known. */
public final class DriftWitness implements Witness {

    private static final Duration LATELY = Duration.ofMinutes(15);

    private final DriftWatch watch;

    public DriftWitness(DriftWatch watch) {
        this.watch = watch;
    }

    @Override
    public Testimony of(Collection<String> releases) {
        Optional<Last> seen = watch.last();
        return asked ->
                seen
                        .filter(last -> last.lookedAt().isAfter(asked.now().minus(LATELY)))
                        .map(last -> evidence(asked, last))
                        .stream()
                        .toList();
    }

    private static Evidence evidence(Case asked, Last last) {
        boolean none = last.differences() == 0;
        return new Evidence(
                Proof.DRIFT,
                asked.digest(),
                none,
                last.since(),
                last.lookedAt(),
                Project.PRODUCTION,
                none ? "" : Integer.toString(last.differences()));
    }
}
