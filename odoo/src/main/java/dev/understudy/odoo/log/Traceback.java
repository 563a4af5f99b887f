package dev.understudy.odoo.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Python traceback: of chained ones the last, which is what reached the log.
 *
 * @param exception the type, {@code odoo.exceptions.ValidationError}; empty when there is none
 * @param message what it says, its first line
 * @param frames {@code sale/models/sale_order.py:action_confirm}, the outermost first
 */
public record Traceback(String exception, String message, List<String> frames) {

    static final String BEGIN = "Traceback (most recent call last):";

    private static final Pattern FRAME = Pattern.compile("\\s+File \"([^\"]+)\", line \\d+, in (.+)");
    private static final Pattern EXCEPTION = Pattern.compile("([A-Za-z_][\\w.]*)(?:: ?(.*))?");
    private static final int PATH_PARTS = 3;

    public Traceback {
        frames = List.copyOf(frames);
    }

    /** The traceback in an entry; an empty one when there is none. */
    public static Traceback of(LogEntry entry) {
        List<String> lines = entry.text().lines().toList();
        int begin = lines.lastIndexOf(BEGIN);
        var frames = new ArrayList<String>();
        for (int i = begin + 1; begin >= 0 && i < lines.size(); i++) {
            Matcher frame = FRAME.matcher(lines.get(i));
            if (frame.matches()) {
                frames.add(end(frame.group(1)) + ":" + frame.group(2).strip());
            } else if (!lines.get(i).startsWith(" ")) {
                Matcher exception = EXCEPTION.matcher(lines.get(i));
                if (exception.matches()) {
                    String message = exception.group(2) == null ? "" : exception.group(2);
                    return new Traceback(exception.group(1), message, frames);
                }
            }
        }
        return new Traceback("", "", frames);
    }

    /** The folders above a module change with every release; what is below does not. */
    private static String end(String path) {
        List<String> parts = List.of(path.split("/", -1));
        return String.join("/", parts.subList(Math.max(0, parts.size() - PATH_PARTS), parts.size()));
    }
}
