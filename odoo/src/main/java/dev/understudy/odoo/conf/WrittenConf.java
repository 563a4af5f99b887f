package dev.understudy.odoo.conf;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An {@code odoo.conf} that somebody else wrote, read as Odoo does: Python's {@code RawConfigParser}, section
 * {@code [options]}.
 */
public final class WrittenConf {

    /** What {@code odoo/tools/config.py} takes for no value. */
    private static final Set<String> NOTHING = Set.of("false", "none", "");

    private WrittenConf() {}

    /** Whether a value says as much as no line at all does; for a switch it is its no. */
    public static boolean nothing(String value) {
        return NOTHING.contains(value.toLowerCase(Locale.ROOT));
    }

    /**
     * The options by name, as they are written.
     *
     * @throws IllegalArgumentException with the line, when it is no such file
     */
    public static Map<String, String> read(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String section = "";
        String key = "";
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.replace("\uFEFF", "").stripTrailing();
            String bare = line.strip();
            if (bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            if (bare.isEmpty()) {
                key = "";
            } else if (Character.isWhitespace(line.charAt(0)) && !key.isEmpty()) {
                options.merge(key, bare, (before, more) -> before + "\n" + more);
            } else if (bare.startsWith("[") && bare.contains("]")) {
                section = bare.substring(1, bare.indexOf(']'));
                key = "";
            } else {
                int cut = delimiter(bare);
                if (cut < 1 || section.isEmpty()) {
                    throw new IllegalArgumentException("line " + number);
                }
                key = section.equals("options") ? bare.substring(0, cut).strip().toLowerCase(Locale.ROOT) : "";
                if (!key.isEmpty()) {
                    options.put(key, bare.substring(cut + 1).strip());
                }
            }
        }
        return options;
    }

    private static int delimiter(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }
}
