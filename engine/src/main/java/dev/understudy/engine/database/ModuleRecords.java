package dev.understudy.engine.database;

import dev.understudy.targets.postgres.Reader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The records of modules that are more than what their files say, as they are in a database: those that people wrote. */
public final class ModuleRecords {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Odoo's own user, as whom it loads data files. */
    private static final int ODOO = 1;

    /** Models whose table is not named as they are ({@code odoo/addons/base/models/ir_actions.py}). */
    private static final Map<String, String> TABLES = Map.of(
            "ir.actions.act_window", "ir_act_window",
            "ir.actions.act_url", "ir_act_url",
            "ir.actions.client", "ir_act_client",
            "ir.actions.report", "ir_act_report_xml",
            "ir.actions.server", "ir_act_server");

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("base.automation", "automation"),
            Map.entry("ir.access", "access"),
            Map.entry("ir.actions.act_url", "action"),
            Map.entry("ir.actions.act_window", "action"),
            Map.entry("ir.actions.client", "action"),
            Map.entry("ir.actions.report", "report"),
            Map.entry("ir.actions.server", "automation"),
            Map.entry("ir.config_parameter", "parameter"),
            Map.entry("ir.cron", "automation"),
            Map.entry("ir.model.access", "access"),
            Map.entry("ir.rule", "access"),
            Map.entry("ir.ui.menu", "menu"),
            Map.entry("ir.ui.view", "view"),
            Map.entry("mail.template", "template"),
            Map.entry("res.groups", "access"),
            Map.entry("sms.template", "template"));

    /** What Odoo keeps about a record, and what changes by itself. */
    private static final String BOOKKEEPING = """
            ARRAY['id', 'create_uid', 'create_date', 'write_uid', 'write_date', 'arch_prev', 'arch_updated', 'arch_fs',
                'parent_path', 'lastcall', 'nextcall', 'failure_count', 'first_failure_date']""";

    private ModuleRecords() {}

    /**
     * A record.
     *
     * @param id external: {@code module.name}
     * @param noupdate whether an update leaves it alone
     * @param by the login of whoever changed it last; empty when Odoo itself did
     * @param columns what is in it, as JSON
     */
    public record Found(
            String id, String model, String table, String row, boolean noupdate, String by, JsonNode columns) {

        /** For people: see {@link dev.understudy.model.evidence.OwnRecord}. */
        public String kind() {
            return KINDS.getOrDefault(model, "record");
        }
    }

    /**
     * Those of these modules, and of what depends on them, that people changed last; and those that an update leaves alone
     * though the release changes them.
     *
     * @param modules that are updated
     * @param redefined external ids of records that the release changes
     */
    public static List<Found> of(Reader database, Collection<String> modules, Set<String> redefined) {
        if (modules.isEmpty()) {
            return List.of();
        }
        String updated = String.join(",", updated(database, modules));
        String changed = String.join(",", redefined);
        return models(database, updated).entrySet().stream()
                .flatMap(model -> found(database, model.getKey(), model.getValue(), updated, changed).stream())
                .toList();
    }

    /** The same records as they are now, by table and row; what is missing is gone. */
    public static Map<String, JsonNode> again(Reader database, List<Found> before) {
        Map<String, JsonNode> now = new LinkedHashMap<>();
        before.stream().collect(Collectors.groupingBy(Found::table)).forEach((table, records) -> {
            if (tables(database).contains(table)) {
                String rows = records.stream().map(Found::row).collect(Collectors.joining(","));
                database.rows(
                                "SELECT t.id, (to_jsonb(t) - " + BOOKKEEPING + ")::text FROM public." + table
                                        + " t WHERE t.id = ANY (string_to_array(?, ',')::int[])",
                                rows)
                        .forEach(row -> now.put(table + " " + row.get(0), JSON.readTree(row.get(1))));
            }
        });
        return now;
    }

    /** Odoo updates what depends on a module along with it. */
    private static Set<String> updated(Reader database, Collection<String> modules) {
        return database.rows("""
                        WITH RECURSIVE updated (name) AS (
                            SELECT unnest(string_to_array(?, ','))
                            UNION
                            SELECT m.name FROM updated u
                            JOIN public.ir_module_module_dependency d ON d.name = u.name
                            JOIN public.ir_module_module m ON m.id = d.module_id AND m.state = 'installed')
                        SELECT name FROM updated""", String.join(",", modules)).stream()
                .map(List::getFirst)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tables of the models that these modules have records of, where it is known who wrote them. */
    private static Map<String, String> models(Reader database, String modules) {
        Set<String> present = tables(database);
        Map<String, String> models = new LinkedHashMap<>();
        database.rows("""
                        SELECT DISTINCT model FROM public.ir_model_data
                        WHERE module = ANY (string_to_array(?, ',')) AND model NOT LIKE 'ir.model.%' OR model = 'ir.model.access'
                        ORDER BY model""", modules).forEach(row -> {
            String table = TABLES.getOrDefault(row.getFirst(), row.getFirst().replace('.', '_'));
            if (present.contains(table)) {
                models.put(row.getFirst(), table);
            }
        });
        return models;
    }

    private static Set<String> tables(Reader database) {
        return database.rows("""
                        SELECT c.relname FROM pg_class c
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'write_uid' AND NOT a.attisdropped
                        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^[a-z0-9_]+$'""").stream().map(List::getFirst).collect(Collectors.toSet());
    }

    private static List<Found> found(Reader database, String model, String table, String modules, String redefined) {
        return database
                .rows(
                        "SELECT d.module || '.' || d.name, t.id, d.noupdate,"
                                + " CASE WHEN t.write_uid > " + ODOO + " THEN coalesce(u.login, t.write_uid::text) END,"
                                + " (to_jsonb(t) - " + BOOKKEEPING + ")::text"
                                + " FROM public.ir_model_data d JOIN public." + table + " t ON t.id = d.res_id"
                                + " LEFT JOIN public.res_users u ON u.id = t.write_uid"
                                + " WHERE d.model = ? AND d.module = ANY (string_to_array(?, ','))"
                                + " AND (t.write_uid > " + ODOO
                                + " OR d.noupdate AND d.module || '.' || d.name = ANY (string_to_array(?, ',')))"
                                + " ORDER BY 1",
                        model,
                        modules,
                        redefined)
                .stream()
                .map(row -> new Found(
                        row.get(0),
                        model,
                        table,
                        row.get(1),
                        row.get(2).startsWith("t"),
                        row.get(3),
                        JSON.readTree(row.get(4))))
                .toList();
    }
}
