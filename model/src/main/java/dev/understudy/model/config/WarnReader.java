package dev.understudy.model.config;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Reads {@code warn}: from where on a rehearsal's report warns. */
final class WarnReader {

    static final List<String> KEYS = List.of("lock", "rewrite", "rows", "new_log_errors");

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_ROWS = 999_999_999;
    private static final int MOST_LOG_ERRORS = 1000;

    private WarnReader() {}

    static WarnSettings read(Value value) {
        WarnSettings usual = WarnSettings.DEFAULT;
        Section section = new Section(value, KEYS);
        return new WarnSettings(
                section.value("lock")
                        .flatMap(lock -> Forms.duration(lock, LONGEST, "24h"))
                        .orElse(usual.lock()),
                section.value("rewrite")
                        .map(rows -> rows.whole(0, MOST_ROWS))
                        .filter(OptionalInt::isPresent)
                        .map(OptionalInt::getAsInt)
                        .map(Integer::longValue)
                        .orElse(usual.rewrite()),
                section.value("rows").flatMap(Forms::share).orElse(usual.rows()),
                section.value("new_log_errors")
                        .map(kinds -> kinds.whole(0, MOST_LOG_ERRORS).orElse(usual.newLogErrors()))
                        .orElse(usual.newLogErrors()));
    }
}
