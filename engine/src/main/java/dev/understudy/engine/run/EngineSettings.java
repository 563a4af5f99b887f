package dev.understudy.engine.run;

import java.time.Duration;
import java.util.List;

/**
 * How the engine works.
 *
 * @param threads how many runs are performed at once
 * @param pollEvery how often it looks for what is due without being told; it is told of all that it knows
 * @param sweepEvery how often it looks for runs that may begin or were forgotten, and whether it still is the performer
 * @param recheckEvery how often a waiting run looks whether its gate is open
 * @param retries how often a step may ask to be tried again before it counts as failed
 * @param undoDelays the pauses before undoing a step is tried again; as many as it is tried again
 * @param shutdownPatience how long a step that does not mind its interrupt is waited for
 */
public record EngineSettings(
        int threads,
        Duration pollEvery,
        Duration sweepEvery,
        Duration recheckEvery,
        int retries,
        List<Duration> undoDelays,
        Duration shutdownPatience) {

    public EngineSettings {
        undoDelays = List.copyOf(undoDelays);
    }

    public static EngineSettings defaults() {
        return new EngineSettings(
                6,
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                Duration.ofSeconds(20),
                5,
                List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30)),
                Duration.ofSeconds(10));
    }

    public EngineSettings withPollEvery(Duration value) {
        return new EngineSettings(threads, value, sweepEvery, recheckEvery, retries, undoDelays, shutdownPatience);
    }

    public EngineSettings withSweepEvery(Duration value) {
        return new EngineSettings(threads, pollEvery, value, recheckEvery, retries, undoDelays, shutdownPatience);
    }

    public EngineSettings withRecheckEvery(Duration value) {
        return new EngineSettings(threads, pollEvery, sweepEvery, value, retries, undoDelays, shutdownPatience);
    }

    public EngineSettings withUndoDelays(List<Duration> value) {
        return new EngineSettings(threads, pollEvery, sweepEvery, recheckEvery, retries, value, shutdownPatience);
    }
}
