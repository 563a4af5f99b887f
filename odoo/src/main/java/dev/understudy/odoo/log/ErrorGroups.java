package dev.understudy.odoo.log;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups the errors of a log while it is read: of each kind the first one is kept, however long the log is. */
public final class ErrorGroups {

    private final Map<Fingerprint, ErrorGroup> groups = new LinkedHashMap<>();

    /** Takes the next entry; what is no error is passed over. */
    public void add(LogEntry entry) {
        if (ErrorGroup.isError(entry)) {
            var one = new ErrorGroup(Fingerprint.of(entry), 1, entry);
            groups.merge(one.fingerprint(), one, ErrorGroup::and);
        }
    }

    /** The groups so far, the most frequent first. */
    public List<ErrorGroup> all() {
        return groups.values().stream()
                .sorted(Comparator.comparingInt(ErrorGroup::count).reversed())
                .toList();
    }

    /** Those that another log does not have: what production does not already suffer from. */
    public List<ErrorGroup> beyond(Set<String> knownIds) {
        return all().stream()
                .filter(group -> !knownIds.contains(group.fingerprint().id()))
                .toList();
    }
}
