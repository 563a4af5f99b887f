package dev.understudy.odoo.log;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Odoo's log as it grows. The grammar is that of {@code odoo/netsvc.py}: time, pid, level, database, logger, a
 * colon and the message; lines of another shape belong to the entry before. Colours are ignored. Not for several
 * threads.
 */
public final class LogParser {

    private static final Pattern HEAD = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}) (\\d+) "
            + "(DEBUG|INFO|WARNING|ERROR|CRITICAL) (\\S+) (\\S+?): (.*)");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    /** Number of queries, their time and the rest, and since 18.0 the kind of cursor. */
    private static final Pattern FIGURES =
            Pattern.compile(" (?:- - -(?: -)?|\\d+ \\d+\\.\\d+ \\d+\\.\\d+(?: \\S+)?) *$");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS");

    /** A runaway traceback or a dump of data must not fill the memory. */
    private static final int LONGEST = 500;

    private long line;
    private String rest = "";
    private @Nullable LogEntry head;
    private final List<String> more = new ArrayList<>();

    /** All entries of a whole log. */
    public static List<LogEntry> parse(String log) {
        var parser = new LogParser();
        var entries = new ArrayList<>(parser.accept(log));
        parser.finish().ifPresent(entries::add);
        return List.copyOf(entries);
    }

    /** Takes the next piece of the log, which may end anywhere; gives the entries that are complete now. */
    public List<LogEntry> accept(String piece) {
        var complete = new ArrayList<LogEntry>();
        String text = rest + piece;
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            line(text.substring(begin, end)).ifPresent(complete::add);
            begin = end + 1;
        }
        rest = text.substring(begin);
        return List.copyOf(complete);
    }

    /** The last entry; afterwards the parser begins anew. */
    public Optional<LogEntry> finish() {
        Optional<LogEntry> before = rest.isEmpty() ? Optional.empty() : line(rest);
        rest = "";
        if (before.isPresent()) {
            return before;
        }
        Optional<LogEntry> last = taken();
        head = null;
        return last;
    }

    private Optional<LogEntry> line(String raw) {
        line++;
        String text = COLOUR.matcher(raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw)
                .replaceAll("");
        Matcher matcher = HEAD.matcher(text);
        if (!matcher.matches()) {
            if (head != null && more.size() < LONGEST) {
                more.add(text);
            }
            return Optional.empty();
        }
        Optional<LogEntry> before = taken();
        head = entry(matcher);
        return before;
    }

    private LogEntry entry(Matcher matcher) {
        return new LogEntry(
                line,
                LocalDateTime.parse(matcher.group(1), TIME),
                Long.parseLong(matcher.group(2)),
                LogLevel.valueOf(matcher.group(3)),
                matcher.group(4),
                matcher.group(5),
                FIGURES.matcher(matcher.group(6)).replaceFirst("").stripTrailing(),
                List.of());
    }

    private Optional<LogEntry> taken() {
        LogEntry taken = head;
        if (taken == null) {
            return Optional.empty();
        }
        while (!more.isEmpty() && more.getLast().isBlank()) {
            more.removeLast();
        }
        var entry = new LogEntry(
                taken.line(),
                taken.time(),
                taken.pid(),
                taken.level(),
                taken.database(),
                taken.logger(),
                taken.message(),
                more);
        more.clear();
        return Optional.of(entry);
    }
}
