package dev.understudy.model.release;

import dev.understudy.model.release.ChangedFile.Finding;
import dev.understudy.model.release.PythonStatements.Statement;
import dev.understudy.model.release.Reason.Why;
import dev.understudy.model.release.UnifiedDiff.FileDiff;
import dev.understudy.model.release.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What changed lines of Python ask for by themselves, whatever the rest of their module says. */
final class PythonLines {

    private static final Pattern RAW_DDL = Pattern.compile(
            "(?i)\\b(alter\\s+table|drop\\s+(table|column|constraint|index)|create\\s+(unique\\s+index|table))\\b.*");
    private static final Pattern VIEW = Pattern.compile(
            "(?i).*(create\\s+(or\\s+replace\\s+)?(materialized\\s+)?view|create\\s+index|drop_view_if_exists).*");
    private static final Pattern FIELD_LINE = Pattern.compile("\\s*(\\w+)\\s*=\\s*(odoo\\.)?fields\\.[A-Z]\\w*\\(.*");
    private static final Pattern RISKY_ARGUMENT = Pattern.compile(
            ".*\\b(size|digits|translate|company_dependent|relation|comodel_name|column1|column2|compute|related|store)"
                    + "\\s*=.*");
    private static final Pattern REQUIRED = Pattern.compile(".*\\brequired\\s*=\\s*True.*");
    private static final Pattern INDEX = Pattern.compile(".*\\b(index|ondelete)\\s*=.*");
    private static final Pattern SQL_CONSTRAINT = Pattern.compile("(?i).*\\b(unique|check|exclude)\\s*(using|\\().*");

    private final List<Finding> findings = new ArrayList<>();

    private PythonLines() {}

    static List<Finding> findings(FileDiff file, PythonChange declared) {
        PythonLines lines = new PythonLines();
        Stream.concat(declared.before().orphans().stream(), declared.after().orphans().stream())
                .forEach(lines::orphan);
        Stream.concat(declared.before().schemaCode().stream(), declared.after().schemaCode().stream())
                .findFirst()
                .ifPresent(code -> lines.found(Why.INIT_CODE, code.changedNumber(), ""));
        Set<Line> understood = new HashSet<>();
        Stream.concat(declared.before().declared().stream(), declared.after().declared().stream())
                .forEach(found -> understood.addAll(found.statement().lines()));
        file.lines().forEach(line -> lines.raw(line, understood));
        return lines.findings;
    }

    private void orphan(Statement orphan) {
        for (Line line : orphan.lines()) {
            if (line.sign() == ' ' || line.text().isBlank()) {
                continue;
            }
            if (line.sign() == '+' && REQUIRED.matcher(line.text()).matches()) {
                found(Why.FIELD_REQUIRED, line.number(), "");
            } else if (SQL_CONSTRAINT.matcher(line.text()).matches()) {
                found(Why.CONSTRAINT_CHANGED, line.number(), "");
            } else if (RISKY_ARGUMENT.matcher(line.text()).matches()) {
                found(Why.FIELD_STORAGE_CHANGED, line.number(), "");
            } else if (INDEX.matcher(line.text()).matches()) {
                found(Why.INDEX_ADDED, line.number(), "");
            } else {
                found(Why.FIELD_ATTRIBUTE, line.number(), "");
            }
        }
    }

    /** A net under the rest: what a line alone shows, also where the statements around it were not understood. */
    private void raw(Line line, Set<Line> understood) {
        if (line.sign() == ' ') {
            return;
        }
        Matcher field = FIELD_LINE.matcher(line.text());
        if (field.matches() && !understood.contains(line)) {
            found(line.sign() == '-' ? Why.FIELD_REMOVED : Why.FIELD_ADDED, line.number(), field.group(1));
        }
        if (line.sign() == '+' && RAW_DDL.matcher(line.text()).find()) {
            found(Why.RAW_DDL, line.number(), "");
        } else if (VIEW.matcher(line.text()).matches()) {
            found(Why.INIT_CODE, line.number(), "");
        }
    }

    private void found(Why why, int line, String subject) {
        findings.add(new Finding(why, line, subject));
    }
}
