package dev.understudy.model.release;

import dev.understudy.model.release.ChangedFile.Finding;
import dev.understudy.model.release.Reason.Why;
import dev.understudy.model.release.UnifiedDiff.FileDiff;
import dev.understudy.model.release.UnifiedDiff.Hunk;
import dev.understudy.model.release.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the changed lines of a data file or a translation ask for beyond an update. */
final class DataFiles {

    /** Odoo changes tables when such a record is written: a manual model or field, the columns of an analytic plan. */
    private static final Pattern OF_SCHEMA =
            Pattern.compile("model\\s*=\\s*[\"'](ir\\.model|ir\\.model\\.fields|account\\.analytic\\.plan)[\"']");

    private static final Pattern RECORD = Pattern.compile("<(record|delete|function)\\b");
    private static final Pattern END = Pattern.compile("</record>");
    private static final Pattern WORDS = Pattern.compile("\\s*(?:msgstr(?:\\[\\d+])?\\s+)?\"(.+)\"\\s*");
    private static final Pattern HEADER = Pattern.compile("\\s*\"[\\w-]+: .*");

    private DataFiles() {}

    /** Records that change tables, among those that changed. */
    static List<Finding> schemaRecords(FileDiff file) {
        List<Finding> findings = new ArrayList<>();
        for (Hunk hunk : file.hunks()) {
            for (char sign : new char[] {'-', '+'}) {
                side(file, hunk, sign, findings);
            }
        }
        return findings;
    }

    private static void side(FileDiff file, Hunk hunk, char sign, List<Finding> findings) {
        String model = "";
        boolean opened = false;
        for (Line line : hunk.lines()) {
            if (line.sign() != ' ' && line.sign() != sign) {
                continue;
            }
            Matcher ofSchema = OF_SCHEMA.matcher(line.text());
            boolean begins = RECORD.matcher(line.text()).find();
            if (begins) {
                model = "";
                opened = true;
            }
            if (opened && ofSchema.find()) {
                model = ofSchema.group(1);
                opened = false;
            }
            if (!model.isEmpty() && line.sign() == sign) {
                boolean removed = sign == '-' || line.text().contains("<delete");
                // A changed line is there twice: taken out on one side, and put in on the other.
                Why why = removed && (begins || file.after() == null) ? Why.SCHEMA_RECORD_REMOVED : Why.SCHEMA_RECORD;
                findings.add(new Finding(why, line.number(), model));
                model = "";
            }
            if (END.matcher(line.text()).find()) {
                model = "";
                opened = false;
            }
        }
    }

    /** The first line of a translation whose words changed; none when words only came. */
    static List<Finding> changedWords(FileDiff file) {
        return file
                .lines()
                .filter(line -> line.sign() == '-' && !line.text().contains("msgid"))
                .filter(line -> WORDS.matcher(line.text()).matches()
                        && !HEADER.matcher(line.text()).matches())
                .map(line -> new Finding(Why.TRANSLATION_KEPT, line.number(), ""))
                .findFirst()
                .stream()
                .toList();
    }
}
