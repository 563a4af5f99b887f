package dev.understudy.model.method;

import dev.understudy.model.release.ChangeClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a release and matters for its way.
 *
 * @param digest of its content
 * @param modules that it touches, adds or removes
 * @param authors of its commits: names of people, or what git says where nobody is known by that
 * @param releaser who made it
 * @param entered since when this content is in a stage, by the stage's name
 * @param predicted how long production will be away at most; empty when nobody knows
 * @param planned when it is to be performed; empty for as soon as may be
 * @param emergency who declared one
 * @param past releases that were performed before, the newest first
 * @param end how its way ended
 */
public record ReleaseFacts(
        String release,
        String digest,
        ChangeClass changeClass,
        Set<String> modules,
        Set<String> authors,
        String releaser,
        Map<String, Instant> entered,
        List<Evidence> evidence,
        List<Approval> approvals,
        List<Overriding> overrides,
        Optional<Duration> predicted,
        Optional<Instant> planned,
        Optional<Emergency> emergency,
        List<Past> past,
        Optional<End> end) {

    public ReleaseFacts {
        modules = Set.copyOf(modules);
        authors = Set.copyOf(authors);
        entered = Map.copyOf(entered);
        evidence = List.copyOf(evidence);
        approvals = List.copyOf(approvals);
        overrides = List.copyOf(overrides);
        past = List.copyOf(past);
    }

    /** The same, in other stages. */
    public ReleaseFacts in(Map<String, Instant> stages) {
        return new ReleaseFacts(
                release,
                digest,
                changeClass,
                modules,
                authors,
                releaser,
                stages,
                evidence,
                approvals,
                overrides,
                predicted,
                planned,
                emergency,
                past,
                end);
    }

    /**
     * What was found out.
     *
     * @param digest of the content that it is about
     * @param since when it has been so
     * @param at when it was looked at last
     * @param reference where it can be read, e.g. a run's id
     * @param detail what was found, in a few words; may be empty
     */
    public record Evidence(
            Proof proof, String digest, boolean good, Instant since, Instant at, String reference, String detail) {}

    /**
     * What somebody said about a gate.
     *
     * @param digest of the content that was in front of them
     * @param word what they wrote; may be empty
     * @param rehearsal the run that they saw; may be empty
     * @param effective from when it counts
     * @param withdrawn when it was taken back; empty while it stands
     */
    public record Approval(
            String digest,
            String gate,
            String person,
            boolean yes,
            String word,
            Instant at,
            String rehearsal,
            Instant effective,
            Optional<Instant> withdrawn) {}

    /**
     * A gate that people put aside.
     *
     * @param by who asked for it; it counts with two
     * @param until when it ends by itself
     */
    public record Overriding(String digest, String gate, Set<String> by, String reason, Instant at, Instant until) {
        public Overriding {
            by = Set.copyOf(by);
        }
    }

    /**
     * A release that cannot wait.
     *
     * @param productionDown whether nothing can be rehearsed, as production is away
     */
    public record Emergency(Set<String> by, String reason, Instant at, boolean productionDown) {
        public Emergency {
            by = Set.copyOf(by);
        }
    }

    /** How an earlier release went. */
    public record Past(String release, ChangeClass changeClass, int modules, boolean incident) {}

    /** How a release's way ends. Only one of them is a failure. */
    public enum End {
        PERFORMED,
        REJECTED,
        EXPIRED,
        SUPERSEDED,
        FAILED;

        public boolean failure() {
            return this == FAILED;
        }
    }
}
