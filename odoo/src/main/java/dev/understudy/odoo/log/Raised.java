package dev.understudy.odoo.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One exception of a Python traceback, as it was raised.
 *
 * @param exception the type, {@code odoo.exceptions.ValidationError}
 * @param message all that it says; may have several lines
 * @param frames the outermost first
 */
public record Raised(String exception, String message, List<Frame> frames) {

    private static final Pattern FRAME = Pattern.compile("\\s+File \"([^\"]+)\", line (\\d+), in (.+)");
    private static final Pattern EXCEPTION = Pattern.compile("([A-Za-z_][\\w.]*)(?:: ?(.*))?");
    private static final Pattern CHAINED =
            Pattern.compile("The above exception was the direct cause .*|During handling of the above exception, .*");

    public Raised {
        frames = List.copyOf(frames);
    }

    /**
     * A place in the code.
     *
     * @param file the whole path
     * @param line from 1
     * @param function its name
     */
    public record Frame(String file, int line, String function) {}

    /** The exceptions in an entry, the cause before what was raised because of it; none when there is no traceback. */
    public static List<Raised> chain(LogEntry entry) {
        var chain = new ArrayList<Raised>();
        var block = new ArrayList<String>();
        boolean inside = false;
        for (String line : entry.text().lines().toList()) {
            if (line.startsWith(Traceback.BEGIN)) {
                add(block, chain);
                inside = true;
            } else if (CHAINED.matcher(line).matches()) {
                add(block, chain);
                inside = false;
            } else if (inside) {
                block.add(line);
            }
        }
        add(block, chain);
        return List.copyOf(chain);
    }

    private static void add(List<String> block, List<Raised> chain) {
        var frames = new ArrayList<Frame>();
        for (int i = 0; i < block.size(); i++) {
            String line = block.get(i);
            Matcher frame = FRAME.matcher(line);
            Matcher exception = EXCEPTION.matcher(line);
            if (frame.matches()) {
                frames.add(new Frame(
                        frame.group(1),
                        Integer.parseInt(frame.group(2)),
                        frame.group(3).strip()));
            } else if (!line.startsWith(" ") && exception.matches()) {
                String first = exception.group(2) == null ? "" : exception.group(2);
                String message = String.join("\n", block.subList(i + 1, block.size()));
                chain.add(new Raised(exception.group(1), (first + "\n" + message).strip(), frames));
                break;
            }
        }
        block.clear();
    }
}
