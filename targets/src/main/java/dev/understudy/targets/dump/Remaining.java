package dev.understudy.targets.dump;

import java.util.function.Consumer;

/** Tells how far work is, and how long the rest takes when it goes on so; every ten seconds, not more often. */
public final class Remaining {

    private static final long EVERY = 10_000_000_000L;
    private static final double TOO_SOON = 0.02;

    private final Consumer<String> progress;
    private final String doing;
    private final long began = System.nanoTime();
    private long told = began;

    /**
     * Tells from now on.
     *
     * @param doing what is told to go on: {@code loading}
     */
    public Remaining(Consumer<String> progress, String doing) {
        this.progress = progress;
        this.doing = doing;
    }

    /**
     * Tells, where it is time to.
     *
     * @param part what is done, from 0 to 1
     */
    public void done(double part) {
        long now = System.nanoTime();
        if (now - told < EVERY) {
            return;
        }
        told = now;
        long left = (long) ((now - began) / 1e9 * (1 - part) / Math.max(part, TOO_SOON));
        String rest =
                part < TOO_SOON ? "" : ", about " + (left < 90 ? left + " s" : (left + 30) / 60 + " min") + " left";
        progress.accept(doing + ": " + Math.round(part * 100) + " %" + rest);
    }
}
