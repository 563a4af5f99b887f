package dev.understudy.model.release;

import dev.understudy.model.release.Reason.Why;
import dev.understudy.model.release.UnifiedDiff.FileDiff;
import dev.understudy.model.release.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A changed file and what its lines say. The lines themselves are not kept: the new versions of a few dozen addons are a
 * hundred megabytes of them.
 *
 * @param before its path before; absent when it was added
 * @param after its path after; absent when it was deleted
 * @param line the first that changed, 0 when no lines are known
 * @param findings what its lines alone ask for
 * @param declared what it declares before and after, when it is Python that is loaded
 */
record ChangedFile(
        @Nullable String before,
        @Nullable String after,
        int line,
        List<Finding> findings,
        @Nullable PythonChange declared) {

    /** Whose lines count. */
    private static final Set<FileKind> READ = Set.of(FileKind.DATA, FileKind.TRANSLATION, FileKind.PYTHON);

    ChangedFile {
        findings = List.copyOf(findings);
    }

    /**
     * Why a line asks for something.
     *
     * @param subject the field, model or file that it is about; empty when it is not known
     */
    record Finding(Why why, int line, String subject) {}

    /**
     * What became of a file.
     *
     * @param was the modules before
     * @param is the modules after
     */
    static ChangedFile of(FileDiff file, List<ModuleFolder> was, List<ModuleFolder> is) {
        FileKind kind = Stream.of(kind(file.after(), is), kind(file.before(), was))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(FileKind.UNKNOWN);
        int line = file.lines()
                .filter(found -> found.sign() != ' ')
                .findFirst()
                .map(Line::number)
                .orElse(0);
        PythonChange python = kind == FileKind.PYTHON ? PythonChange.of(file) : null;
        List<Finding> findings = new ArrayList<>(
                switch (kind) {
                    case DATA -> DataFiles.schemaRecords(file);
                    case TRANSLATION -> DataFiles.changedWords(file);
                    default -> python == null ? List.of() : PythonLines.findings(file, python);
                });
        if (!file.whole() && READ.contains(kind)) {
            findings.add(new Finding(Why.UNKNOWN_FILE, line, ""));
        }
        return new ChangedFile(file.before(), file.after(), line, findings, python);
    }

    /** What a path is within the module that holds it; empty when none does. */
    static Optional<FileKind> kind(@Nullable String path, List<ModuleFolder> modules) {
        return path == null
                ? Optional.empty()
                : CodeChange.holding(modules, path).map(module -> FileKind.of(module.within(path)));
    }

    /** The path after, or before for a deleted file. */
    String path() {
        return after != null ? after : String.valueOf(before);
    }

    boolean renamed() {
        return before != null && after != null && !before.equals(after);
    }

    boolean comesOrGoes() {
        return before == null || after == null;
    }
}
