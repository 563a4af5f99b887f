package dev.understudy.cli.demo;

/** How long a server was unavailable, told from a series of requests. Times are milliseconds of any steady clock. */
final class Availability {

    /** An answer that takes longer than this is a user who waits. */
    static final long SLOW_MILLIS = 1000;

    private final long pauseMillis;
    private long lastGood;
    private boolean away;
    private int asked;
    private int failed;
    private long longest;

    /**
     * A series that begins while the server answers.
     *
     * @param pauseMillis between the end of a request and the next one
     */
    Availability(long startMillis, long pauseMillis) {
        this.lastGood = startMillis;
        this.pauseMillis = pauseMillis;
    }

    /** A request ended. */
    void answered(long endMillis, long tookMillis, boolean good) {
        asked++;
        if (!good) {
            failed++;
            away = true;
            return;
        }
        if (away || tookMillis > SLOW_MILLIS || endMillis - lastGood > SLOW_MILLIS) {
            longest = Math.max(longest, Math.max(0, endMillis - lastGood - pauseMillis));
        }
        away = false;
        lastGood = endMillis;
    }

    /** What was seen until now. */
    SampleOdoo.Seen seen(long nowMillis) {
        return new SampleOdoo.Seen(longestGapMillis(nowMillis), asked, failed);
    }

    /** The longest time without a good answer until now; 0 when every request was answered well and soon. */
    long longestGapMillis(long nowMillis) {
        return away ? Math.max(longest, nowMillis - lastGood) : longest;
    }
}
