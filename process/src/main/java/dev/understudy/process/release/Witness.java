package dev.understudy.process.release;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.release.Release;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows something of releases, and tells only what it knows: nothing is no evidence. */
@FunctionalInterface
public interface Witness {

    /**
     * What it knows of some releases, as things are now. It asks the control plane alone, and asks once whatever their number;
     * called while the queue is locked.
     *
     * @param releases their ids
     */
    Testimony of(Collection<String> releases);

    /** What a witness tells of one of the releases that it was asked about. */
    @FunctionalInterface
    interface Testimony {

        List<Evidence> evidence(Case asked);
    }

    /**
     * A release that is asked about.
     *
     * @param rehearsal its latest
     * @param entered since when it is in a stage, by the stage's name
     * @param planned when it is to be performed; empty for as soon as may be
     * @param history the runs that there were
     */
    record Case(
            Release release,
            String digest,
            Optional<Rehearsal> rehearsal,
            Map<String, Instant> entered,
            Optional<Instant> planned,
            RunHistory history,
            Instant now) {

        public Case {
            entered = Map.copyOf(entered);
        }

        /** The release's id. */
        public String id() {
            return release.id();
        }
    }
}
