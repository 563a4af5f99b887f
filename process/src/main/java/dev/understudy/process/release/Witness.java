package dev.understudy.process.release;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.release.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows something of a release, and tells only what it knows: nothing is no evidence. */
@FunctionalInterface
public interface Witness {

    /** Reads from the control plane alone; called while the queue is locked. */
    List<Evidence> evidence(Case asked);

    /**
     * A release that is asked about.
     *
     * @param rehearsal its latest
     * @param entered since when it is in a stage, by the stage's name
     * @param history the runs that there were
     */
    record Case(
            Release release,
            String digest,
            Optional<Rehearsal> rehearsal,
            Map<String, Instant> entered,
            RunHistory history,
            Instant now) {

        public Case {
            entered = Map.copyOf(entered);
        }
    }
}
