package dev.understudy.engine.database;

import dev.understudy.targets.postgres.Catalog;
import dev.understudy.targets.postgres.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of which an update leaves a part. When a field gets a type that its column can be cast to, Odoo 19.0 casts it
 * ({@code convert_column} in {@code tools/sql.py}): a time loses its hours, a number its decimals, and nothing fails.
 *
 * @param column as {@code table.column}
 * @param values that are more than the new type holds
 */
public record ValuesCut(String column, long values) {

    private static final Pattern COLUMN = Pattern.compile("column (\\w+)\\.(\\w+)");
    private static final Pattern WHOLE = Pattern.compile("(smallint|integer|bigint)\\b.*");
    private static final Pattern NUMBER =
            Pattern.compile("(smallint|integer|bigint|numeric|double precision|real)\\b.*");
    private static final Pattern BROKEN = Pattern.compile("(numeric|double precision|real)\\b.*");

    /**
     * Those of a difference of the schema.
     *
     * @param had a database with the values as they were before the update
     */
    public static List<ValuesCut> of(Reader had, Catalog.Difference difference) {
        List<ValuesCut> cut = new ArrayList<>();
        for (Catalog.Change change : difference.changed()) {
            Matcher column = COLUMN.matcher(change.object());
            Optional<String> more = more(change);
            if (column.matches() && more.isPresent()) {
                long values = values(had, column.group(1), column.group(2), more.get());
                if (values > 0) {
                    cut.add(new ValuesCut(column.group(1) + "." + column.group(2), values));
                }
            }
        }
        return List.copyOf(cut);
    }

    /** What holds for a value that the new type has no room for; empty where it has room for all. */
    private static Optional<String> more(Catalog.Change change) {
        String before = change.before();
        String after = change.after();
        if (before.startsWith("timestamp") && after.startsWith("date ")) {
            return Optional.of("v <> date_trunc('day', v)");
        }
        if (BROKEN.matcher(before).matches() && WHOLE.matcher(after).matches()) {
            return Optional.of("v <> trunc(v)");
        }
        if (NUMBER.matcher(before).matches() && after.startsWith("boolean")) {
            return Optional.of("v NOT IN (0, 1)");
        }
        return Optional.empty();
    }

    private static long values(Reader had, String table, String column, String more) {
        String query = "SELECT count(*) FROM (SELECT \"COLUMN\" AS v FROM public.\"TABLE\") AS one WHERE MORE";
        return Long.parseLong(
                had.rows(query.replace("COLUMN", column).replace("TABLE", table).replace("MORE", more))
                        .getFirst()
                        .getFirst());
    }

    public String shown() {
        return column + " (" + values + ")";
    }
}
