package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people did.
 *
 * @param entries the oldest first
 */
public record AuditView(List<EntryView> entries) {

    public AuditView {
        entries = List.copyOf(entries);
    }

    /** One thing that was done. */
    public record EntryView(long number, Instant at, String verb, String subject, String who, String detail) {}

    /** Whether a report is as it was sealed. */
    public record SealView(boolean right) {}

    /**
     * What a look at all seals found.
     *
     * @param entries that were looked at and are right
     * @param broken the first entry that is not; absent when all are
     * @param why {@code seal}, {@code cut-off} or {@code mark}; absent when nothing is wrong
     */
    public record CheckView(
            long entries, @Nullable Long broken, @Nullable String why) {}
}
