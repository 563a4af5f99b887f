package dev.understudy.targets.postgres;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which file each table is stored in. A table that had rows and is in another file afterwards was written anew, under a
 * lock that stops all use: PostgreSQL does so for some changes of a column's type, for {@code TRUNCATE}, {@code CLUSTER}
 * and {@code VACUUM FULL}.
 *
 * @param files of every table that is not empty, by its object id
 */
public record StoredTables(Map<String, File> files) {

    /**
     * Where a table is.
     *
     * @param table its name, with the schema unless it is public
     * @param node the number of its file
     */
    public record File(String table, String node) {}

    public StoredTables {
        files = Map.copyOf(files);
    }

    /** Looks. */
    public static StoredTables of(Reader database) {
        return new StoredTables(database.rows("""
                        SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
                               pg_relation_filenode(c.oid)
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'm') AND c.relpersistence = 'p' AND pg_relation_size(c.oid) > 0
                           AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'
                        """).stream()
                .collect(Collectors.toMap(List::getFirst, row -> new File(row.get(1), row.get(2)))));
    }

    /** The tables, by name, that are in other files in {@code after}. */
    public List<String> rewrittenIn(StoredTables after) {
        return files.entrySet().stream()
                .filter(before -> {
                    File now = after.files().get(before.getKey());
                    return now != null && !now.node().equals(before.getValue().node());
                })
                .map(before -> before.getValue().table())
                .sorted()
                .toList();
    }
}
