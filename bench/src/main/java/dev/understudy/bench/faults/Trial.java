package dev.understudy.bench.faults;

import dev.understudy.bench.traffic.Sums;
import java.util.List;
import java.util.Locale;

/**
 * What became of a kill.
 *
 * @param act what was under way
 * @param step of it that the kill met; {@code after its end} when it was over already
 * @param seconds from its beginning to the kill
 * @param outcome how the run ended, or that there was none
 * @param why the code of the error that the run ended with; empty without
 * @param sums of the requests from a moment before until all was well again
 * @param aside how many of the writes that are not there are in the restore point of a run that took data back
 * @param violations what must never be; empty for what is promised
 */
public record Trial(
        Strike strike,
        Act act,
        String step,
        double seconds,
        Outcome outcome,
        String why,
        Sums sums,
        int aside,
        List<String> violations) {

    /** How what was under way ended. */
    public enum Outcome {
        DONE,
        UNDONE,
        NO_RUN,
        STUCK
    }

    public Trial {
        violations = List.copyOf(violations);
    }

    /** Writes that Odoo has acknowledged and that are nowhere. */
    int lost() {
        return sums.lost().size() - aside;
    }

    /** One line for whoever waits, and for the report. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d: %s killed after %.1f s of %s (%s): %s%s, %d of %d requests failed %s, %d of %d writes lost%s%s",
                strike.number(),
                strike.victim().shown(),
                seconds,
                act.shown(),
                step,
                outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                why.isEmpty() ? "" : " by " + why,
                sums.failures(),
                sums.requests(),
                sums.failed(),
                lost(),
                sums.written(),
                aside == 0 ? "" : ", " + aside + " set aside",
                violations.isEmpty() ? "" : "; VIOLATIONS " + violations);
    }
}
