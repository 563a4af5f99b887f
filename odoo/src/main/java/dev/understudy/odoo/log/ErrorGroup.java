package dev.understudy.odoo.log;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Errors that share a fingerprint.
 *
 * @param count how many there were
 * @param example the first of them
 */
public record ErrorGroup(Fingerprint fingerprint, int count, LogEntry example) {

    /** Scanners and browsers cause these, not releases. */
    private static final Set<String> NOISY = Set.of("werkzeug", "odoo.addons.base.models.assetsbundle");

    /** Odoo logs the query, then tries again by itself ({@code odoo/service/model.py}). */
    private static final Pattern RETRIED =
            Pattern.compile("could not serialize access|could not obtain lock|canceling statement due to lock timeout"
                    + "|deadlock detected");

    /** Whether an entry tells of an error at all; noise of assets and of HTTP does not, nor what Odoo tries again. */
    public static boolean isError(LogEntry entry) {
        if (!entry.level().atLeast(LogLevel.ERROR) || NOISY.contains(entry.logger())) {
            return false;
        }
        return FailedQuery.of(entry)
                .filter(query -> RETRIED.matcher(query.said()).find())
                .isEmpty();
    }

    ErrorGroup and(ErrorGroup other) {
        return new ErrorGroup(fingerprint, count + other.count, example);
    }
}
