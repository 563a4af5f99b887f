package dev.understudy.bench;

import java.util.stream.LongStream;

/**
 * How much of its time a virtual machine was kept waiting by its host, since this was made: what is measured meanwhile takes
 * longer than it would. From {@code /proc/stat} (proc(5)).
 */
public final class StolenTime {

    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISK = 4;
    private static final int STOLEN = 7;

    private final long[] before = MachineFacts.ticks();

    /** For a list of facts. */
    public String line() {
        return "- taken by the host of the machine: " + percent() + " % of the time in which there was something to do";
    }

    private long percent() {
        long[] now = MachineFacts.ticks();
        long stolen = now[STOLEN] - before[STOLEN];
        long busy = sum(now) - sum(before);
        return busy == 0 ? 0 : Math.round(100.0 * stolen / busy);
    }

    /** What a guest of this machine was given is counted in its user's time, too. */
    private static long sum(long[] ticks) {
        return LongStream.of(ticks).limit(STOLEN + 1).sum() - ticks[IDLE] - ticks[WAITING_FOR_DISK];
    }
}
