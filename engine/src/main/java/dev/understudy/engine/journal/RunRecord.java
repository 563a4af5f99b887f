package dev.understudy.engine.journal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run as the journal keeps it.
 *
 * @param number its id is {@code run-} and this
 * @param environment the one it changes
 * @param reads those it reads
 * @param release empty when none
 * @param holds whether its environments are taken for it
 * @param undoing whether it goes backwards
 * @param cancelled whether it was asked to stop
 * @param fault why it goes backwards
 * @param undoFault why undoing did not succeed either
 * @param waitsFor what a queued run waits for at the door, as {@link RunQueue.HeldBack} says
 * @param behind the number of the run it waits for
 * @param version counts its changes
 */
public record RunRecord(
        long number,
        String recipe,
        String environment,
        Set<String> reads,
        String release,
        Map<String, String> arguments,
        String by,
        RunStatus status,
        boolean holds,
        boolean undoing,
        boolean cancelled,
        @Nullable Fault fault,
        @Nullable Fault undoFault,
        @Nullable Fault waitsFor,
        @Nullable Long behind,
        long version,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<StepRecord> steps) {

    private static final String PREFIX = "run-";

    public String id() {
        return id(number);
    }

    public static String id(long number) {
        return PREFIX + number;
    }

    /** The number in an id; -1 when it is no id of a run. */
    public static long number(String id) {
        return id.matches(PREFIX + "[1-9][0-9]{0,17}") ? Long.parseLong(id.substring(PREFIX.length())) : -1;
    }
}
