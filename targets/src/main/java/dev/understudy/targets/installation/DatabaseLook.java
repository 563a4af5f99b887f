package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Data;
import dev.understudy.model.audit.AuditReport.NotMeasured;
import dev.understudy.model.audit.AuditReport.Server;
import dev.understudy.model.audit.AuditReport.Service;
import dev.understudy.model.audit.AuditReport.Table;
import dev.understudy.targets.postgres.Visit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a running database is asked, one short question at a time. */
final class DatabaseLook implements OdooTables {

    private static final int PAGE = 20_000;
    private static final int LARGEST = 12;

    private static final String TABLES = """
            SELECT c.relname, pg_total_relation_size(c.oid), greatest(c.reltuples, 0)::bigint
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'm', 'p')
             ORDER BY 2 DESC
            """;

    private static final String ESTIMATED_TABLES = """
            SELECT c.relname,
                   8192::bigint * (c.relpages + coalesce(t.relpages, 0)
                     + coalesce((SELECT sum(x.relpages) FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                                  WHERE i.indrelid = c.oid), 0)), greatest(c.reltuples, 0)::bigint
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'm', 'p')
             ORDER BY 2 DESC
            """;

    private static final String WITHOUT_KEY = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.reltuples <> 0
               AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
             ORDER BY 1
            """;

    private static final String ROLES = """
            SELECT DISTINCT r.rolname FROM pg_roles r
             WHERE r.rolname !~ '^pg_' AND r.rolname <> session_user
               AND (EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                             WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relowner = r.oid)
                    OR EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database() AND d.datdba = r.oid)
                    OR EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles o ON o.oid = m.roleid
                                WHERE m.member = r.oid AND o.rolname = session_user))
             ORDER BY 1
            """;

    private final Visit visit;
    private final List<NotMeasured> notMeasured;
    private final Map<String, Set<String>> columns = new HashMap<>();

    DatabaseLook(Visit visit, List<NotMeasured> notMeasured) {
        this.visit = visit;
        this.notMeasured = notMeasured;
        for (List<String> row : rows("columns", """
                SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                """)) {
            columns.computeIfAbsent(row.getFirst(), table -> new HashSet<>()).add(row.get(1));
        }
    }

    @Override
    public boolean has(String table, String... wanted) {
        return columns.getOrDefault(table, Set.of()).containsAll(List.of(wanted));
    }

    Server server() {
        List<String> about = one("server", """
                SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000,
                       pg_encoding_to_char(d.encoding), d.datcollate, session_user,
                       (SELECT rolsuper FROM pg_roles WHERE rolname = session_user),
                       current_setting('archive_mode') <> 'off'
                  FROM pg_database d WHERE d.datname = current_database()
                """, 7);
        return new Server(
                about.get(0).replaceFirst(" .*", ""),
                number(about.get(1)),
                visit.visited().place(),
                about.get(2),
                about.get(3),
                about.get(4),
                about.get(5).equals("t"),
                firsts("extensions", "SELECT extname || ' ' || extversion FROM pg_extension ORDER BY 1"),
                firsts("roles", ROLES),
                about.get(6).equals("t"));
    }

    /**
     * How much there is.
     *
     * @param users as they were counted
     * @param companies likewise
     */
    Data data(long users, long companies) {
        List<List<String>> sizes =
                visit.ask(TABLES) instanceof Visit.Rows read ? read.rows() : rows("table-sizes", ESTIMATED_TABLES);
        List<Table> tables = sizes.stream()
                .limit(LARGEST)
                .map(row -> new Table(row.get(0), large(row.get(1)), large(row.get(2))))
                .toList();
        return new Data(
                visit.visited().database(),
                large(one("database-size", "SELECT pg_database_size(current_database())", 1)
                        .getFirst()),
                tables,
                sizes.size(),
                firsts("keys", WITHOUT_KEY),
                firsts("unreadable", Unreadable.QUESTION),
                large(one("large-objects", "SELECT count(*) FROM pg_largeobject_metadata", 1)
                        .getFirst()),
                users,
                companies);
    }

    @Override
    public List<List<String>> all(String table, String... wanted) {
        if (!has(table, wanted)) {
            return List.of();
        }
        return rows(table, "SELECT " + list(wanted) + " FROM public.\"" + table + "\" LIMIT 50000");
    }

    @Override
    public List<List<String>> some(String table, String by, String value, String... wanted) {
        return has(table, by) && has(table, wanted)
                ? rows(
                        table,
                        "SELECT " + list(wanted) + " FROM public.\"" + table + "\" WHERE \"" + by + "\" = '" + value
                                + "'")
                : List.of();
    }

    private static String list(String... columns) {
        return Stream.of(columns).map(column -> "\"" + column + "\"::text").collect(Collectors.joining(", "));
    }

    @Override
    public List<Service> states(String table, String column) {
        if (!has(table, column)) {
            return List.of();
        }
        return rows(table, "SELECT \"" + column + "\", count(*) FROM public.\"" + table + "\" GROUP BY 1 ORDER BY 1")
                .stream()
                .map(row -> new Service(row.get(0), large(row.get(1))))
                .toList();
    }

    @Override
    public boolean attachments(BiConsumer<String, String> named) {
        String last = "0";
        while (true) {
            Visit.Answer answer = visit.ask("""
                    SELECT id, store_fname, res_model FROM public.ir_attachment
                     WHERE id > ? ORDER BY id LIMIT %d
                    """.formatted(PAGE), Long.valueOf(last));
            if (answer instanceof Visit.NotMeasured(String why)) {
                notMeasured.add(new NotMeasured("attachments", why));
                return false;
            }
            List<List<String>> page = answer.orNone();
            page.stream().filter(row -> !row.get(1).isEmpty()).forEach(row -> named.accept(row.get(1), row.get(2)));
            if (page.size() < PAGE) {
                return true;
            }
            last = page.getLast().getFirst();
        }
    }

    private List<List<String>> rows(String what, String sql) {
        Visit.Answer answer = visit.ask(sql);
        if (answer instanceof Visit.NotMeasured(String why)) {
            notMeasured.add(new NotMeasured(what, why));
        }
        return answer.orNone();
    }

    private List<String> firsts(String what, String sql) {
        return rows(what, sql).stream().map(List::getFirst).toList();
    }

    /** The one row; empty texts where there was no answer. */
    private List<String> one(String what, String sql, int width) {
        List<List<String>> rows = rows(what, sql);
        return rows.isEmpty() ? java.util.Collections.nCopies(width, "") : rows.getFirst();
    }

    static long large(String text) {
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    static int number(String text) {
        return (int) large(text);
    }
}
