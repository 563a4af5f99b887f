package dev.understudy.engine.database;

import dev.understudy.targets.postgres.Catalog;
import dev.understudy.targets.postgres.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that Odoo has set aside. When a field gets a type that its column cannot be cast to, Odoo renames the column to
 * {@code NAME_moved0} and begins with an empty one ({@code Field.update_db_column}, 14.0 to 19.0): nothing fails, and
 * people miss what they had written.
 *
 * @param column as {@code table.column}
 * @param values that are in the column that was renamed, and not in the new one
 */
public record ValuesSetAside(String column, long values) {

    private static final Pattern MOVED = Pattern.compile("column (\\w+)\\.((\\w+)_moved\\d+)");

    /** Those of a difference of the schema. What a migration script carried over is not lost. */
    public static List<ValuesSetAside> of(Reader database, Catalog.Difference difference) {
        List<ValuesSetAside> lost = new ArrayList<>();
        for (String added : difference.added()) {
            Matcher moved = MOVED.matcher(added);
            if (moved.matches()) {
                long values = values(database, moved.group(1), moved.group(2), moved.group(3));
                if (values > 0) {
                    lost.add(new ValuesSetAside(moved.group(1) + "." + moved.group(3), values));
                }
            }
        }
        return List.copyOf(lost);
    }

    /** Where all rows have got the same value instead of several, it is a default and nothing was carried over. */
    private static long values(Reader database, String table, String moved, String column) {
        List<String> counted = database.rows(
                        """
                SELECT count(m) FILTER (WHERE n IS NULL), count(m), count(DISTINCT m), count(DISTINCT n)
                  FROM (SELECT "MOVED"::text AS m, "COLUMN"::text AS n FROM public."TABLE") AS one
                """.replace("MOVED", moved).replace("COLUMN", column).replace("TABLE", table))
                .getFirst();
        boolean byDefault = Long.parseLong(counted.get(2)) > 1 && Long.parseLong(counted.get(3)) <= 1;
        return Long.parseLong(counted.get(byDefault ? 1 : 0));
    }

    public String shown() {
        return column + " (" + values + ")";
    }
}
