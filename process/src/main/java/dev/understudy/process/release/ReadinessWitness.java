package dev.understudy.process.release;

import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.process.release.ReadinessRecords.Last;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What the last look at the readiness for a release found: it is about this content, and about when it is planned now. */
public final class ReadinessWitness implements Witness {

    private final ReadinessRecords records;

    public ReadinessWitness(ReadinessRecords records) {
        this.records = records;
    }

    @Override
    public Testimony of(Collection<String> releases) {
        Map<String, Last> looked = records.last(releases);
        return asked -> Optional.ofNullable(looked.get(asked.id()))
                .filter(last -> last.planned().equals(asked.planned()))
                .map(last -> new Evidence(
                        Proof.READINESS,
                        last.digest(),
                        last.ready(),
                        last.at(),
                        last.at(),
                        "",
                        Integer.toString(last.score())))
                .stream()
                .toList();
    }
}
