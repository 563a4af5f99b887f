package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Shape;
import dev.understudy.targets.postgres.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of what the types of a database are made: domains, rows, arrays and ranges are taken apart. */
final class ColumnShapes {

    /** What came with PostgreSQL may be taken as it is, but for these. */
    private static final Map<String, String> ALIKE = Map.of("name", "character varying(63)");

    /** Of those that extensions bring. */
    private static final Set<String> KNOWN = Set.of("hstore", "citext", "geometry", "geography");

    private static final int DEEPEST = 16;

    private final Database database;
    private final Map<String, Type> types = new HashMap<>();

    /** @param base what a domain is made of, an array holds, or a range ends in */
    private record Type(
            String kind, String category, String base, String written, String fields, boolean own, String name) {}

    ColumnShapes(Database database) {
        this.database = database;
        for (List<String> row : database.rows(
                """
                SELECT t.oid, t.typtype, t.typcategory,
                       CASE t.typtype WHEN 'd' THEN t.typbasetype WHEN 'b' THEN t.typelem ELSE coalesce(r.rngsubtype, 0) END,
                       CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod)
                                      ELSE format_type(r.rngsubtype, NULL) END,
                       t.typrelid, n.nspname = 'pg_catalog', t.typname, t.typnotnull
                  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                  LEFT JOIN pg_catalog.pg_range r ON %s
                 WHERE t.typtype <> 'p'
                """.formatted(multiranges() ? "t.oid IN (r.rngtypid, r.rngmultitypid)" : "t.oid = r.rngtypid"))) {
            types.put(
                    row.get(0),
                    new Type(
                            row.get(1) + (row.get(8).equals("t") ? "!" : ""),
                            row.get(2),
                            row.get(3),
                            row.get(4),
                            row.get(5),
                            row.get(6).equals("t"),
                            row.get(7)));
        }
    }

    private boolean multiranges() {
        return !database.rows("SELECT 1 FROM pg_catalog.pg_attribute WHERE attrelid = 'pg_catalog.pg_range'::regclass"
                        + " AND attname = 'rngmultitypid'")
                .isEmpty();
    }

    /**
     * That of a column.
     *
     * @param written as PostgreSQL writes its type
     * @param type its number
     */
    Shape of(String written, String type) {
        return of(written, type, DEEPEST);
    }

    private Shape of(String written, String number, int deeper) {
        Type type = types.get(number);
        if (type == null || deeper == 0) {
            return new Shape.Plain(Shape.OTHER);
        }
        return switch (type.kind().charAt(0)) {
            case 'd' -> of(type.written(), type.base(), deeper - 1);
            case 'c' -> new Shape.Several(fields(type, deeper - 1));
            case 'e' -> new Shape.Plain(Shape.ENUM);
            case 'r', 'm' -> range(of(type.written(), type.base(), deeper - 1));
            default ->
                type.category().equals("A") && !type.base().equals("0")
                        ? new Shape.Many(of(element(written), type.base(), deeper - 1))
                        : new Shape.Plain(plain(written, type));
        };
    }

    private List<Shape> fields(Type type, int deeper) {
        return database
                .rows(
                        "SELECT pg_catalog.format_type(atttypid, atttypmod), atttypid FROM pg_catalog.pg_attribute WHERE attrelid = "
                                + type.fields() + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum")
                .stream()
                .map(field -> of(field.get(0), field.get(1), deeper))
                .toList();
    }

    /** Two numbers or days; of texts, the first must stay before the last. */
    private static Shape range(Shape of) {
        boolean texts = of.any(Shape.Plain::textOrTrace);
        return new Shape.Plain(texts ? Shape.OTHER : "range");
    }

    private static String element(String array) {
        return array.endsWith("[]") ? array.substring(0, array.length() - 2) : array;
    }

    private static String plain(String written, Type type) {
        if (type.own()) {
            return ALIKE.getOrDefault(type.name(), written);
        }
        if (KNOWN.contains(type.name())) {
            return type.name();
        }
        return type.category().equals("S") ? "text" : Shape.OTHER;
    }

    /** Whether a domain among those that a type is made of takes no nothing. */
    boolean required(String number) {
        Type type = types.get(number);
        for (int deeper = DEEPEST; type != null && type.kind().startsWith("d") && deeper > 0; deeper--) {
            if (type.kind().endsWith("!")) {
                return true;
            }
            type = types.get(type.base());
        }
        return false;
    }
}
