package dev.understudy.engine.watch;

import java.time.Duration;

/** How long answers took, in the same small memory however many they are. What it tells is right to five of a hundred. */
final class ResponseTimes {

    private static final double STEP = Math.log(1.05);
    private static final double NANOS_PER_UNIT = 1e5;

    /** From a tenth of a millisecond to some hours. */
    private static final int BUCKETS = 400;

    private final long[] counts = new long[BUCKETS];
    private long count;

    void add(Duration took) {
        double units = Math.max(1, took.toNanos() / NANOS_PER_UNIT);
        counts[Math.min(BUCKETS - 1, (int) (Math.log(units) / STEP))]++;
        count++;
    }

    long count() {
        return count;
    }

    /** The time within which this share of the answers was given; zero when there are none. */
    Duration within(double share) {
        long left = (long) Math.ceil(count * share);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            left -= counts[bucket];
            if (left <= 0 && counts[bucket] > 0) {
                return Duration.ofNanos((long) (Math.exp((bucket + 0.5) * STEP) * NANOS_PER_UNIT));
            }
        }
        return Duration.ZERO;
    }
}
