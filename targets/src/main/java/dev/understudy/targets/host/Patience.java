package dev.understudy.targets.host;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How long is waited for what takes its own time: as long as it may take on a quiet machine, times how much slower this one
 * is, and for as long as it still goes on. How slow the machine is, is not measured before the usual time is over.
 */
public final class Patience {

    /** Of this machine. */
    public static final Patience HERE = new Patience(new Slowness(), System::nanoTime, Pause::of);

    /** For what cannot be seen to go on. */
    public static final LongSupplier UNSEEN = () -> 0;

    private final DoubleSupplier slowness;
    private final LongSupplier nanos;
    private final Sleep sleep;

    /** Lets time pass. */
    @FunctionalInterface
    interface Sleep {
        void pause(Duration duration, Object what);
    }

    /**
     * @param slowness from 1, how many times slower than a quiet one the machine is now
     * @param nanos a clock that only goes on
     */
    Patience(DoubleSupplier slowness, LongSupplier nanos, Sleep sleep) {
        this.slowness = slowness;
        this.nanos = nanos;
        this.sleep = sleep;
    }

    /** What takes so long on a quiet machine may take so long on this one, as it is now. */
    public Duration of(Duration usual) {
        return Duration.ofNanos((long) (usual.toNanos() * slowness.getAsDouble()));
    }

    /** As {@link #until(BooleanSupplier, LongSupplier, Duration, Duration, Object)}, of what cannot be seen to go on. */
    public boolean until(BooleanSupplier so, Duration usual, Duration look, Object what) {
        return until(so, UNSEEN, usual, look, what);
    }

    /**
     * Looks until something is so, at least once.
     *
     * @param progress another number whenever it has gone on: bytes of a log, of a copy, of what was replayed
     * @param usual how long it may take on a quiet machine, or until it goes on
     * @param look the time between two looks
     * @param what is waited for, as the fault tells it
     * @return whether it became so
     * @throws dev.understudy.model.fault.FaultException {@code host.interrupted}; the thread stays interrupted
     */
    public boolean until(BooleanSupplier so, LongSupplier progress, Duration usual, Duration look, Object what) {
        Wait wait = begin(progress, usual);
        while (!so.getAsBoolean()) {
            if (wait.over()) {
                return so.getAsBoolean();
            }
            sleep.pause(look, what);
        }
        return true;
    }

    /** Begins to wait; for loops that do more than look. */
    public Wait begin(Duration usual) {
        return begin(UNSEEN, usual);
    }

    /** As {@link #begin(Duration)}, for something that can be seen to go on. */
    public Wait begin(LongSupplier progress, Duration usual) {
        return new Wait(progress, usual);
    }

    /** A wait that has begun. */
    public final class Wait {

        private final LongSupplier progress;
        private final Duration usual;
        private long began = nanos.getAsLong();
        private long patience;
        private long seen;

        private Wait(LongSupplier progress, Duration usual) {
            this.progress = progress;
            this.usual = usual;
            this.patience = usual.toNanos();
            this.seen = progress.getAsLong();
        }

        /** Whether nothing is to be waited for any longer. */
        public boolean over() {
            if (nanos.getAsLong() - began < patience) {
                return false;
            }
            long now = progress.getAsLong();
            if (now != seen) {
                seen = now;
                began = nanos.getAsLong();
            }
            patience = Math.max(patience, of(usual).toNanos());
            return nanos.getAsLong() - began >= patience;
        }
    }
}
