package dev.understudy.process.release;

import dev.understudy.engine.journal.RunHistory.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Since when, and until when, releases were in an environment: told by the runs that changed what is there. */
final class Stays {

    /** What puts other code or other data there. */
    private static final Set<String> CHANGES = Set.of("create", "refresh", "deploy", "rollback", "restore", "destroy");

    private Stays() {}

    /**
     * A stay.
     *
     * @param until when something else took its place; empty while it is there
     */
    record Stay(Instant since, Optional<Instant> until) {

        /** Whether it counts for one who asks for so much time: who is there still goes on, who left early begins anew. */
        boolean counts(Duration asked) {
            return until.map(left -> !since.plus(asked).isAfter(left)).orElse(true);
        }
    }

    /** The last stay of a release in an environment. */
    static Optional<Stay> last(String release, List<PastRun> ofEnvironment) {
        Optional<Stay> stay = Optional.empty();
        for (PastRun run : ofEnvironment) {
            if (!run.succeeded() || !CHANGES.contains(run.recipe())) {
                continue;
            }
            Instant at = run.finishedAt().orElse(run.createdAt());
            if (run.recipe().equals("deploy") && run.release().equals(release)) {
                stay = Optional.of(new Stay(at, Optional.empty()));
            } else {
                stay = stay.map(one -> one.until().isPresent() ? one : new Stay(one.since(), Optional.of(at)));
            }
        }
        return stay;
    }

    /**
     * Whether an environment runs a release, or what was put on it: one that a later release has replaced was performed all the
     * same, one that was taken back was not.
     */
    static boolean stands(String release, List<PastRun> ofEnvironment) {
        Deque<String> layers = new ArrayDeque<>();
        for (PastRun run : ofEnvironment) {
            if (!run.succeeded()) {
                continue;
            }
            switch (run.recipe()) {
                case "deploy" -> layers.push(run.release());
                case "rollback" -> layers.poll();
                case "restore", "create", "destroy" -> layers.clear();
                default -> {}
            }
        }
        return layers.contains(release);
    }

    /** Whether nothing was put on a copy since it was made anew. */
    static boolean fresh(List<PastRun> ofEnvironment) {
        return ofEnvironment.stream()
                .filter(run -> run.succeeded() && CHANGES.contains(run.recipe()))
                .reduce((earlier, later) -> later)
                .filter(run -> run.recipe().equals("refresh") || run.recipe().equals("create"))
                .isPresent();
    }
}
