package dev.understudy.process.release;

import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import java.util.List;

/** What the last look at the readiness for a release found: it is about this content, and about when it is planned now. */
public final class ReadinessWitness implements Witness {

    private final ReadinessRecords records;
    private final Plans plans;

    public ReadinessWitness(ReadinessRecords records, Plans plans) {
        this.records = records;
        this.plans = plans;
    }

    @Override
    public List<Evidence> evidence(Case asked) {
        String release = asked.release().id();
        return records
                .last(release)
                .filter(last -> last.planned().equals(plans.planned(release)))
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
