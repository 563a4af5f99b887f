package dev.understudy.model.release;

import dev.understudy.model.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what {@code git diff} prints, renames and quoted paths included. The prefixes are {@code a/} and {@code b/}. */
final class UnifiedDiff {

    private static final String FILE = "diff --git ";

    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@ ?(.*)");
    private static final Pattern QUOTED_HEADER = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*+\"|\\S+) (.+)");

    /** Characters of a line that are read. */
    private static final int LONGEST_LINE = 1 << 16;

    /** Characters of a file's lines that are kept. */
    private static final int MOST_OF_A_FILE = 8 << 20;

    private final Reader diff;
    private final char[] part = new char[1 << 14];
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int read;
    private @Nullable String line;
    private long kept;

    private UnifiedDiff(Reader diff) {
        this.diff = diff;
    }

    /**
     * A changed file.
     *
     * @param before its path before; absent when it was added
     * @param after its path after; absent when it was deleted
     * @param whole whether all its lines are here: of a file of many megabytes only the first are
     */
    record FileDiff(@Nullable String before, @Nullable String after, List<Hunk> hunks, boolean whole) {

        /** The path after, or before for a deleted file. */
        String path() {
            return after != null ? after : String.valueOf(before);
        }

        /** All its lines, those that did not change too. */
        Stream<Line> lines() {
            return hunks.stream().flatMap(hunk -> hunk.lines().stream());
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
     * Hands on the changed files one by one, in the order of the diff: no more than one is held.
     *
     * @throws dev.understudy.model.fault.FaultException {@code release.diff-cut-off} when its end is missing
     * @throws java.io.UncheckedIOException when the diff cannot be read
     */
    static void read(Reader diff, Consumer<FileDiff> files) {
        new UnifiedDiff(diff).read(files);
    }

    private void read(Consumer<FileDiff> files) {
        next();
        while (line != null) {
            if (!line.startsWith(FILE)) {
                next();
                continue;
            }
            Header header = new Header(line.substring(FILE.length()));
            for (next(); line != null && !line.startsWith(FILE) && !isHunk(line); next()) {
                header.read(line);
            }
            List<Hunk> hunks = new ArrayList<>();
            kept = 0;
            while (line != null && isHunk(line)) {
                hunk(hunks);
            }
            files.accept(new FileDiff(header.before(), header.after(), List.copyOf(hunks), kept <= MOST_OF_A_FILE));
        }
    }

    /** Reads a line; of one that is longer than any that a person wrote, its beginning. */
    private void next() {
        text.setLength(0);
        boolean any = false;
        boolean ended = false;
        while (!ended && fill()) {
            any = true;
            int end = at;
            while (end < read && part[end] != '\n') {
                end++;
            }
            text.append(part, at, Math.min(end - at, LONGEST_LINE - text.length()));
            ended = end < read;
            at = ended ? end + 1 : end;
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
        }
        line = any ? text.toString() : null;
    }

    private boolean fill() {
        try {
            if (at == read) {
                read = diff.read(part);
                at = 0;
            }
            return read > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isHunk(String line) {
        return line.startsWith("@@ ");
    }

    private void hunk(List<Hunk> hunks) {
        Matcher matcher = HUNK.matcher(String.valueOf(line));
        next();
        if (!matcher.matches()) {
            return;
        }
        int before = Integer.parseInt(matcher.group(1));
        int after = Integer.parseInt(matcher.group(3));
        int beforeEnd = before + count(matcher.group(2));
        int afterEnd = after + count(matcher.group(4));
        List<Line> found = new ArrayList<>();
        for (; line != null && (before < beforeEnd || after < afterEnd || line.startsWith("\\")); next()) {
            char sign = line.isEmpty() ? ' ' : line.charAt(0);
            switch (sign) {
                case '+' -> keep('+', after++, found);
                case '-' -> keep('-', before++, found);
                case '\\' -> {}
                default -> {
                    keep(' ', after++, found);
                    before++;
                }
            }
        }
        if (before < beforeEnd || after < afterEnd) {
            throw Fault.failed("release.diff-cut-off").exception();
        }
        hunks.add(new Hunk(String.valueOf(matcher.group(5)).strip(), List.copyOf(found)));
    }

    private void keep(char sign, int number, List<Line> lines) {
        String shown = String.valueOf(line);
        kept += shown.length() + 1;
        if (kept <= MOST_OF_A_FILE) {
            lines.add(new Line(sign, number, shown.isEmpty() ? "" : shown.substring(1)));
        }
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
