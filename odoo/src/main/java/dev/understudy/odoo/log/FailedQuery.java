package dev.understudy.odoo.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query that PostgreSQL refused, as {@code odoo/sql_db.py} logs it: after {@code bad query:} its text, from 18.0 on as
 * Python writes bytes, and on a line of its own what PostgreSQL said.
 *
 * @param query the SQL
 * @param said the error's first line; empty when it is not there
 */
record FailedQuery(String query, String said) {

    private static final String BEGIN = "bad query:";
    private static final Pattern ERROR = Pattern.compile("ERROR: (.*)");
    private static final Pattern BYTES = Pattern.compile("b(['\"])(.*)\\1", Pattern.DOTALL);
    /** PostgreSQL quotes data only where it says of what type or for what. */
    private static final Pattern DATA = Pattern.compile(": \"[^\"]*\"|\\([^()]*\\)=\\([^()]*\\)");

    static Optional<FailedQuery> of(LogEntry entry) {
        if (!entry.logger().equals("odoo.sql_db") || !entry.message().startsWith(BEGIN)) {
            return Optional.empty();
        }
        List<String> query = new ArrayList<>(List.of(entry.message().substring(BEGIN.length())));
        for (String line : entry.more()) {
            Matcher error = ERROR.matcher(line);
            if (error.matches()) {
                return Optional.of(new FailedQuery(plain(query), error.group(1).strip()));
            }
            query.add(line);
        }
        return Optional.of(new FailedQuery(plain(query), ""));
    }

    /** What two occurrences share. */
    String comparable() {
        return BEGIN + " " + Placeholders.inSql(query) + " / "
                + Placeholders.inSql(DATA.matcher(said).replaceAll(": …"));
    }

    private static String plain(List<String> lines) {
        String text = String.join("\n", lines).strip();
        Matcher bytes = BYTES.matcher(text);
        return bytes.matches()
                ? bytes.group(2)
                        .replace("\\n", "\n")
                        .replace("\\t", "\t")
                        .replace("\\'", "'")
                        .replace("\\\\", "\\")
                : text;
    }
}
