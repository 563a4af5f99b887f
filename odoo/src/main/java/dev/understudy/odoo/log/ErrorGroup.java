package dev.understudy.odoo.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            Pattern.compile("could not serialize access|could not obtain lock|canceling statement due to lock timeout");

    /** Whether an entry tells of an error at all; noise of assets and of HTTP does not, nor what Odoo tries again. */
    public static boolean isError(LogEntry entry) {
        if (!entry.level().atLeast(LogLevel.ERROR) || NOISY.contains(entry.logger())) {
            return false;
        }
        return !(entry.logger().equals("odoo.sql_db")
                && entry.message().startsWith("bad query:")
                && RETRIED.matcher(entry.text()).find());
    }

    /** The errors of a log in groups, the most frequent first. */
    public static List<ErrorGroup> of(Collection<LogEntry> log) {
        Map<Fingerprint, ErrorGroup> groups = new LinkedHashMap<>();
        log.stream().filter(ErrorGroup::isError).forEach(entry -> {
            var one = new ErrorGroup(Fingerprint.of(entry), 1, entry);
            groups.merge(one.fingerprint(), one, ErrorGroup::and);
        });
        return groups.values().stream()
                .sorted(Comparator.comparingInt(ErrorGroup::count).reversed())
                .toList();
    }

    /** The groups of a log that another log does not have: what production does not already suffer from. */
    public static List<ErrorGroup> newIn(Collection<LogEntry> log, Set<String> knownIds) {
        return of(log).stream()
                .filter(group -> !knownIds.contains(group.fingerprint().id()))
                .toList();
    }

    private ErrorGroup and(ErrorGroup other) {
        return new ErrorGroup(fingerprint, count + other.count, example);
    }
}
