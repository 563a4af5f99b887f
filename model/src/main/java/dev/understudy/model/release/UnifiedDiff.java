package dev.understudy.model.release;

import dev.understudy.model.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code git diff} prints, renames and quoted paths included. The prefixes are {@code a/} and {@code b/}. */
final class UnifiedDiff {

    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@ ?(.*)");
    /** Of such files it counts that they changed, and where first. */
    private static final Pattern NEVER_READ = Pattern.compile("\\.(rst|md|pot|svg|html|js|css|scss|less|map)$");

    private static final Pattern QUOTED_HEADER = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*+\"|\\S+) (.+)");

    private UnifiedDiff() {}

    /**
     * A changed file.
     *
     * @param before its path before; absent when it was added
     * @param after its path after; absent when it was deleted
     */
    record FileDiff(@Nullable String before, @Nullable String after, List<Hunk> hunks) {

        /** The path after, or before for a deleted file. */
        String path() {
            return after != null ? after : String.valueOf(before);
        }
    }

    /**
     * A stretch of changed lines with what surrounds them.
     *
     * @param heading what git shows as context: usually the class above
     */
    record Hunk(String heading, List<Line> lines) {}

    /**
     * A line of a hunk.
     *
     * @param sign {@code ' '}, {@code '+'} or {@code '-'}
     * @param number in the new file; in the old one for a removed line
     */
    record Line(char sign, int number, String text) {}

    /**
     * The changed files, in the order of the diff.
     *
     * @throws dev.understudy.model.fault.FaultException {@code release.diff-cut-off} when its end is missing
     */
    static List<FileDiff> parse(String diff) {
        List<FileDiff> files = new ArrayList<>();
        List<String> lines = diff.lines().toList();
        int i = 0;
        while (i < lines.size()) {
            if (!lines.get(i).startsWith("diff --git ")) {
                i++;
                continue;
            }
            int end = i + 1;
            Header header = new Header(lines.get(i).substring("diff --git ".length()));
            while (end < lines.size() && !lines.get(end).startsWith("diff --git ") && !isHunk(lines.get(end))) {
                header.read(lines.get(end));
                end++;
            }
            List<Hunk> hunks = new ArrayList<>();
            FileDiff named = new FileDiff(header.before(), header.after(), List.of());
            while (end < lines.size() && isHunk(lines.get(end))) {
                // The rest may be most of the diff: a page that describes an addon changes with each of its versions.
                boolean wanted =
                        hunks.isEmpty() || !NEVER_READ.matcher(named.path()).find();
                end = hunk(lines, end, wanted ? hunks : new ArrayList<>());
            }
            files.add(new FileDiff(header.before(), header.after(), List.copyOf(hunks)));
            i = end;
        }
        return files;
    }

    private static boolean isHunk(String line) {
        return line.startsWith("@@ ");
    }

    private static int hunk(List<String> lines, int start, List<Hunk> hunks) {
        Matcher matcher = HUNK.matcher(lines.get(start));
        if (!matcher.matches()) {
            return start + 1;
        }
        int before = Integer.parseInt(matcher.group(1));
        int after = Integer.parseInt(matcher.group(3));
        int beforeEnd = before + count(matcher.group(2));
        int afterEnd = after + count(matcher.group(4));
        List<Line> found = new ArrayList<>();
        int i = start + 1;
        while (i < lines.size()
                && (before < beforeEnd || after < afterEnd || lines.get(i).startsWith("\\"))) {
            String line = lines.get(i++);
            char sign = line.isEmpty() ? ' ' : line.charAt(0);
            String text = line.isEmpty() ? "" : line.substring(1);
            switch (sign) {
                case '+' -> found.add(new Line('+', after++, text));
                case '-' -> found.add(new Line('-', before++, text));
                case '\\' -> {}
                default -> {
                    found.add(new Line(' ', after++, text));
                    before++;
                }
            }
        }
        if (before < beforeEnd || after < afterEnd) {
            throw Fault.failed("release.diff-cut-off").exception();
        }
        hunks.add(new Hunk(String.valueOf(matcher.group(5)).strip(), List.copyOf(found)));
        return i;
    }

    private static int count(@Nullable String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }

    /** The lines from {@code diff --git} to the first hunk. */
    private static final class Header {

        private @Nullable String before;
        private @Nullable String after;

        Header(String paths) {
            int half = paths.length() / 2;
            if (paths.startsWith("a/")
                    && paths.length() % 2 == 1
                    && paths.startsWith(" b/", half)
                    && paths.substring(2, half).equals(paths.substring(half + 3))) {
                before = paths.substring(2, half);
                after = before;
                return;
            }
            Matcher matcher = QUOTED_HEADER.matcher(paths);
            if (matcher.matches()) {
                before = path(matcher.group(1), "a/");
                after = path(matcher.group(2), "b/");
            }
        }

        void read(String line) {
            if (line.startsWith("rename from ")) {
                before = unquoted(line.substring("rename from ".length()));
            } else if (line.startsWith("rename to ")) {
                after = unquoted(line.substring("rename to ".length()));
            } else if (line.startsWith("copy from ") || line.startsWith("new file mode")) {
                before = null;
            } else if (line.startsWith("copy to ")) {
                after = unquoted(line.substring("copy to ".length()));
            } else if (line.startsWith("deleted file mode")) {
                after = null;
            } else if (line.startsWith("--- ")) {
                before = path(line.substring(4), "a/");
            } else if (line.startsWith("+++ ")) {
                after = path(line.substring(4), "b/");
            }
        }

        @Nullable
        String before() {
            return before;
        }

        @Nullable
        String after() {
            return after;
        }
    }

    private static @Nullable String path(String shown, String prefix) {
        String path = unquoted(shown.endsWith("\t") ? shown.substring(0, shown.length() - 1) : shown);
        if (path.equals("/dev/null")) {
            return null;
        }
        return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    /** Undoes git's C-style quotes: octal bytes of UTF-8 and the usual escapes. */
    private static String unquoted(String shown) {
        if (shown.length() < 2 || !shown.startsWith("\"") || !shown.endsWith("\"")) {
            return shown;
        }
        byte[] in = shown.substring(1, shown.length() - 1).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '\\' || i + 1 == in.length) {
                out.write(in[i]);
            } else if (in[i + 1] >= '0' && in[i + 1] <= '3' && i + 3 < in.length) {
                out.write((in[i + 1] - '0') * 64 + (in[i + 2] - '0') * 8 + (in[i + 3] - '0'));
                i += 3;
            } else {
                i++;
                out.write(
                        switch (in[i]) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> in[i];
                        });
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
