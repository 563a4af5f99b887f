package dev.understudy.model.release;

import dev.understudy.model.release.UnifiedDiff.FileDiff;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a changed Python file declares before and after.
 *
 * @param before its statements before
 * @param after its statements after
 * @param importsGone modules of its folder that it no longer imports, with the line
 * @param importsCome modules of its folder that it imports now, with the line
 */
record PythonChange(
        PythonSide before,
        PythonSide after,
        SortedMap<String, Integer> importsGone,
        SortedMap<String, Integer> importsCome) {

    private static final Pattern IMPORT = Pattern.compile("\\s*from\\s+\\.\\s+import\\s+\\(?([\\w\\s,]+)\\)?.*");
    private static final Pattern IMPORTED_NAME = Pattern.compile("\\s+(\\w+),?\\s*\\)?\\s*");
    private static final Pattern WORD = Pattern.compile("\\w+");

    PythonChange {
        importsGone = new TreeMap<>(importsGone);
        importsCome = new TreeMap<>(importsCome);
    }

    static PythonChange of(FileDiff file) {
        boolean imports = file.path().endsWith("__init__.py");
        return new PythonChange(
                new PythonSide(file.hunks(), '-'),
                new PythonSide(file.hunks(), '+'),
                imports ? imported(file, '-') : new TreeMap<>(),
                imports ? imported(file, '+') : new TreeMap<>());
    }

    private static SortedMap<String, Integer> imported(FileDiff file, char sign) {
        SortedMap<String, Integer> names = new TreeMap<>();
        file.lines().filter(line -> line.sign() == sign).forEach(line -> {
            Matcher whole = IMPORT.matcher(line.text());
            Matcher one = IMPORTED_NAME.matcher(line.text());
            if (whole.matches()) {
                Matcher word = WORD.matcher(whole.group(1));
                while (word.find()) {
                    names.put(word.group(), line.number());
                }
            } else if (one.matches()) {
                names.put(one.group(1), line.number());
            }
        });
        return names;
    }
}
