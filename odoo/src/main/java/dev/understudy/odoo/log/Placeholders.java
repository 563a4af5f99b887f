package dev.understudy.odoo.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Replaces in a message what differs between two occurrences. */
final class Placeholders {

    private static final int LONGEST = 300;
    private static final Map<Pattern, String> REPLACED = replaced();
    private static final Pattern SQL_TEXT = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*+'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w\"])-?\\d++(?:\\.\\d++)?(?![\\w\"])");
    private static final Pattern NUMBERS = Pattern.compile("(?:#|'…')(?:,\\s*+(?:#|'…'))++,?");

    private Placeholders() {}

    private static Map<Pattern, String> replaced() {
        var replaced = new LinkedHashMap<Pattern, String>();
        // Possessive wherever something repeats: else the stack grows with each time, and a query may list thousands.
        replaced.put(Pattern.compile("'(?:[^'\\\\\\n]|\\\\.)*+'|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|`[^`\\n]*+`"), "'…'");
        replaced.put(Pattern.compile("[«“][^»”\\n]*[»”]"), "'…'");
        replaced.put(Pattern.compile("\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b"), "#");
        replaced.put(Pattern.compile("\\b0x[0-9a-fA-F]+\\b"), "#");
        replaced.put(Pattern.compile("\\b(?=[a-fA-F]*\\d)[0-9a-fA-F]{8,}\\b"), "#");
        replaced.put(Pattern.compile("(?:/[\\w.@+-]++){2,}+/?"), "/…");
        replaced.put(Pattern.compile("\\d++(?:[.,:-]\\d++)*+"), "#");
        replaced.put(Pattern.compile("#(?:, ?#)++,?"), "#");
        replaced.put(Pattern.compile("\\s+"), " ");
        return replaced;
    }

    static String in(String message) {
        String text = message.strip();
        for (var replacement : REPLACED.entrySet()) {
            text = replacement.getKey().matcher(text).replaceAll(replacement.getValue());
        }
        return shortened(text);
    }

    /** The same of SQL: what stands in double quotes is a name there, and tells one query from another. */
    static String inSql(String sql) {
        String text = SQL_TEXT.matcher(sql.strip()).replaceAll("'…'");
        text = NUMBER.matcher(text).replaceAll("#");
        text = NUMBERS.matcher(text).replaceAll("#");
        return shortened(text.replaceAll("\\s+", " "));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
