package dev.understudy.engine.journal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.model.run.StepStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run as the journal keeps it.
 *
 * @param note a coded text that is shown instead of the detail, in the reader's language; of a step that succeeded, a
 *     warning
 * @param fault how it failed
 * @param retries how often it asked to be tried again
 * @param undoTries how often undoing it was begun
 * @param startedAt when it first began; absent when it never did
 */
public record StepRecord(
        long run,
        int position,
        String name,
        boolean reversible,
        boolean cancellable,
        StepStatus status,
        Said detail,
        @Nullable Fault note,
        @Nullable Fault fault,
        int retries,
        int undoTries,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant undoneAt) {}
