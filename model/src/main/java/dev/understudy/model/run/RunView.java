package dev.understudy.model.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API and the command line show it.
 *
 * @param id {@code run-42}
 * @param status a {@link RunStatus} in lower case
 * @param queuedBehind the id of the run it waits for; absent otherwise
 * @param error why it did not succeed; absent otherwise
 * @param warning what it saw, though it succeeded, that may be a reason to go back; absent otherwise
 */
public record RunView(
        String id,
        String recipe,
        String environment,
        @Nullable String release,
        String status,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<StepView> steps,
        Instant createdAt,
        String by,
        @Nullable String queuedBehind,
        @Nullable ErrorView error,
        @Nullable ErrorView warning) {

    public RunView {
        steps = List.copyOf(steps);
    }

    /** Whether nothing more will happen in it. */
    public boolean ended() {
        return RunStatus.valueOf(status.toUpperCase(java.util.Locale.ROOT)).ended();
    }

    /**
     * One step.
     *
     * @param status a {@link StepStatus} in lower case
     * @param detail one line: its outcome, or its latest progress
     */
    public record StepView(
            String name,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            String detail) {}

    /**
     * A fault in the reader's language.
     *
     * @param kind {@code failed}, {@code usage} or {@code refused}
     */
    public record ErrorView(String code, String where, String what, String mend, String kind) {

        /** A failure. */
        public ErrorView(String code, String where, String what, String mend) {
            this(code, where, what, mend, "failed");
        }
    }
}
