package dev.understudy.engine.watch;

import dev.understudy.odoo.series.Series;
import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;

/**
 * What users were answered in a stretch of time. Held requests, websockets and what nobody waited for do not count; for
 * the times, nor do files that are the same for everybody.
 */
final class Answers {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int FAILED = 500;

    /** The share of answers whose time is told: all but the slowest, which are slow for reasons of their own. */
    private static final double MOST = 0.95;

    private final int untimed;
    private long given;
    private long failed;
    private long timeable;
    private ResponseTimes times = new ResponseTimes();

    /** @param untimed how many are passed over before times count */
    Answers(int untimed) {
        this.untimed = untimed;
    }

    /**
     * Adds an answer.
     *
     * @param timed whether its time may count
     */
    void add(AccessEntry entry, boolean timed) {
        if (!counts(entry)) {
            return;
        }
        given++;
        if (entry.status() >= FAILED) {
            failed++;
        }
        if (timed && timed(entry)) {
            timeable++;
            if (timeable > untimed) {
                times.add(entry.took());
            }
        }
    }

    /** Begins anew with the times. */
    void forgetTimes() {
        timeable = 0;
        times = new ResponseTimes();
    }

    long given() {
        return given;
    }

    long failed() {
        return failed;
    }

    /** From 0 to 1. */
    double failedShare() {
        return given == 0 ? 0 : (double) failed / given;
    }

    /** How many times count. */
    long timed() {
        return times.count();
    }

    /** The time within which 95 of a hundred were given. */
    Duration time() {
        return times.within(MOST);
    }

    private static boolean counts(AccessEntry entry) {
        return !entry.held()
                && entry.status() != 0
                && entry.status() != SWITCHING_PROTOCOLS
                && !Series.staysOpen(entry.path());
    }

    /** Whether its time says something of Odoo. */
    static boolean timed(AccessEntry entry) {
        return counts(entry) && !file(entry.path());
    }

    private static boolean file(String path) {
        return path.contains("/static/") || path.startsWith("/web/assets/");
    }
}
