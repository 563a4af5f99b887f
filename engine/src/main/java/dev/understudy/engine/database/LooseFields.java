package dev.understudy.engine.database;

import dev.understudy.targets.postgres.Reader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fields that are required and whose column takes NULL all the same, because rows without a value were there first. Odoo tries
 * anew with each update, and complains each time. Seen before an update, its complaint about them is not the update's doing.
 */
final class LooseFields {

    private static final String FIELDS = """
            SELECT f.model, c.relname, f.name
              FROM public.ir_model_fields f
              JOIN pg_catalog.pg_class c ON c.relname = replace(f.model, '.', '_')
               AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = f.name
               AND a.attnum > 0 AND NOT a.attisdropped AND NOT a.attnotnull
             WHERE f.required AND f.store
            """;

    private final List<List<String>> fields;

    private LooseFields(List<List<String>> fields) {
        this.fields = fields;
    }

    static LooseFields of(Reader database) {
        // An installation that ended before its first table.
        boolean none =
                database.rows("SELECT to_regclass('public.ir_model_fields')").contains(List.of(""));
        return new LooseFields(none ? List.of() : database.rows(FIELDS));
    }

    /** What Odoo says of them: {@code tools/sql.py} of 14.0 to 16.0, PostgreSQL itself later, {@code orm/registry.py} of 19.0. */
    Set<String> messages() {
        return fields.stream()
                .flatMap(field -> Stream.of(
                        "Missing not-null constraint on %s.%s".formatted(field.get(0), field.get(2)),
                        "Table '%s': unable to set NOT NULL on column '%s'".formatted(field.get(1), field.get(2)),
                        "column \"%s\" of relation \"%s\" contains null values".formatted(field.get(2), field.get(1))))
                .collect(Collectors.toSet());
    }
}
