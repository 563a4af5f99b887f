package dev.understudy.engine.step.evidence;

import dev.understudy.model.evidence.OwnRecord;
import dev.understudy.model.evidence.OwnRecord.Fate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Both texts of each record that people changed, one after the other, for who wants to compare them. */
final class OwnRecordTexts {

    /** The name of this evidence in its run. */
    static final String NAME = "own-records";

    /** May hold credentials: that they changed is told, not what to. */
    private static final Set<String> SECRET = Set.of("parameter", "record");

    private static final int LONGEST = 20_000;
    private static final int MOST = 2_000_000;

    private final Map<String, String> old;
    private final Map<String, String> fresh;
    private final StringBuilder said = new StringBuilder();

    OwnRecordTexts(Map<String, String> old, Map<String, String> fresh) {
        this.old = old;
        this.fresh = fresh;
    }

    void add(OwnRecord record, JsonNode before, @Nullable JsonNode after) {
        if (said.length() > MOST) {
            return;
        }
        said.append("== ")
                .append(record.fate().name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(record.kind());
        said.append(' ')
                .append(record.id())
                .append(" \"")
                .append(record.title())
                .append('"');
        said.append(record.by().isEmpty() ? "" : ", last changed by " + record.by())
                .append("\n\n");
        if (after != null) {
            for (String column : record.columns()) {
                said.append("-- ")
                        .append(column)
                        .append(", in production\n")
                        .append(value(record, before.path(column)));
                said.append("-- ")
                        .append(column)
                        .append(", after the update\n")
                        .append(value(record, after.path(column)));
            }
        }
        if (record.fate() == Fate.STALE) {
            said.append("-- in the code that production runs\n").append(cut(old.getOrDefault(record.id(), "")));
            said.append("-- in the release, and not in the database\n")
                    .append(cut(fresh.getOrDefault(record.id(), "")));
        }
        if ((record.fate() == Fate.STALE || record.fate() == Fate.KEPT)
                && !record.by().isEmpty()) {
            said.append("-- in production, and kept\n").append(value(record, before));
        }
        said.append('\n');
    }

    String text() {
        return said.toString();
    }

    private static String value(OwnRecord record, JsonNode value) {
        return SECRET.contains(record.kind()) ? "(not shown)\n" : cut(shown(value) + "\n");
    }

    /** A value for people: of a translated one all languages, a line each, where there are several. */
    static String shown(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (!value.isObject()) {
            return value.isString() ? value.asString() : value.toString();
        }
        if (value.size() == 1) {
            return shown(value.iterator().next());
        }
        StringBuilder lines = new StringBuilder();
        value.properties().forEach(part -> {
            String text = shown(part.getValue());
            if (!text.isEmpty()) {
                lines.append(lines.isEmpty() ? "" : "\n")
                        .append(part.getKey())
                        .append(": ")
                        .append(text);
            }
        });
        return lines.toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\n… (" + text.length() + " characters)\n";
    }
}
