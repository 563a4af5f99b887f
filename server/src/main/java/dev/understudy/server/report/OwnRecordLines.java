package dev.understudy.server.report;

import dev.understudy.model.evidence.OwnRecord;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people changed in production and what the update makes of it: a line for each, the worst first. */
final class OwnRecordLines {

    private OwnRecordLines() {}

    static List<String> of(RehearsalReport report, Texts texts) {
        List<String> lines = new ArrayList<>();
        report.database().ownRecords().forEach(record -> lines.add(line(record, texts)));
        if (!lines.isEmpty()) {
            lines.addFirst(texts.get("rehearsal.own-texts", report.subject().run()));
        }
        return lines;
    }

    private static String line(OwnRecord record, Texts texts) {
        String fate = texts.get(
                "rehearsal.fate-" + record.fate().name().toLowerCase(Locale.ROOT), String.join(", ", record.columns()));
        String by = record.by().isEmpty() ? "" : texts.get("rehearsal.own-by", record.by());
        return fate + ": " + record.kind() + " " + record.id()
                + (record.title().isEmpty() ? "" : " \"" + record.title() + "\"") + by;
    }
}
