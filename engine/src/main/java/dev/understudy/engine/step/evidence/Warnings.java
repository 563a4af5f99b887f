package dev.understudy.engine.step.evidence;

import dev.understudy.model.config.WarnSettings;
import dev.understudy.model.evidence.RehearsalReport.LogError;
import dev.understudy.model.evidence.RehearsalReport.RowChange;
import dev.understudy.model.evidence.RehearsalReport.Warning;
import dev.understudy.model.evidence.RehearsalReport.Warning.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What of a rehearsal is beyond the thresholds of the project's file, the worst first. */
final class Warnings {

    /** Rows below which a part of them says nothing. */
    private static final long FEW = 100;

    /** Parts of a percent that are told. */
    private static final long HUNDREDTHS = 10_000;

    private Warnings() {}

    static List<Warning> of(Observation seen, List<LogError> errors, WarnSettings limits) {
        List<Warning> warnings = new ArrayList<>();
        if (!errors.isEmpty() && errors.size() <= limits.newLogErrors()) {
            warnings.add(
                    new Warning(Kind.LOG_ERRORS, errors.getFirst().example(), errors.size(), limits.newLogErrors()));
        }
        List<Warning> measured = new ArrayList<>();
        seen.locks().stream()
                .filter(lock -> lock.millis() > limits.lock().toMillis())
                .map(lock -> new Warning(
                        Kind.LOCK,
                        lock.table() + ", " + lock.mode(),
                        lock.millis(),
                        limits.lock().toMillis()))
                .forEach(measured::add);
        seen.rewrites().stream()
                .map(table ->
                        new Warning(Kind.REWRITE, table, seen.rewritten().getOrDefault(table, 0L), limits.rewrite()))
                .filter(warning -> warning.seen() > warning.limit())
                .forEach(measured::add);
        long share = Math.round(limits.rows() * HUNDREDTHS);
        seen.rows().stream()
                .filter(row -> row.before() >= FEW && part(row) > share)
                .map(row -> new Warning(
                        Kind.ROWS, row.table() + ": " + row.before() + " → " + row.after(), part(row), share))
                .forEach(measured::add);
        measured.sort(Comparator.comparingDouble(Warning::degree).reversed());
        warnings.addAll(measured);
        return List.copyOf(warnings);
    }

    /** Of a table's rows, in hundredths of a percent. */
    static long part(RowChange row) {
        return Math.abs(row.after() - row.before()) * HUNDREDTHS / Math.max(1, row.before());
    }
}
