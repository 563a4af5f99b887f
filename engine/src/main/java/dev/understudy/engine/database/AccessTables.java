package dev.understudy.engine.database;

import dev.understudy.odoo.access.AccessRights;
import dev.understudy.odoo.access.Menu;
import dev.understudy.odoo.access.Operation;
import dev.understudy.odoo.access.Person;
import dev.understudy.odoo.access.Right;
import dev.understudy.targets.postgres.Reader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads who may do what from the tables of an Odoo database; alike from 14.0 to 19.0; 20.0 keeps access in one table. */
public final class AccessTables {

    private static final String PEOPLE = """
            SELECT u.id, u.login, string_agg(g.gid::text, ',')
              FROM public.res_users u LEFT JOIN public.res_groups_users_rel g ON g.uid = u.id
             WHERE u.active AND NOT coalesce(u.share, false)
             GROUP BY u.id, u.login
            """;

    private static final String IMPLIED = "SELECT gid, hid FROM public.res_groups_implied_rel";

    // Of one that became abstract nobody reads records any more; Odoo tells so from 18.0 on.
    private static final String MODELS = """
            SELECT m.model FROM public.ir_model m WHERE coalesce(to_jsonb(m) ->> 'abstract', 'false') <> 'true'
            """;

    private static final String RIGHTS = """
            SELECT m.model, coalesce(a.group_id, 0), a.perm_read, a.perm_write, a.perm_create, a.perm_unlink
              FROM public.ir_model_access a JOIN public.ir_model m ON m.id = a.model_id
             WHERE a.active
            """;

    // From 16.0 on a name is JSON with a key for each language.
    private static final String MENUS = """
            SELECT m.id, coalesce(m.parent_id, 0),
                   coalesce(to_jsonb(m.name) ->> 'en_US', to_jsonb(m.name) #>> '{}'),
                   string_agg(g.gid::text, ','), coalesce(w.res_model, '')
              FROM public.ir_ui_menu m
              LEFT JOIN public.ir_ui_menu_group_rel g ON g.menu_id = m.id
              LEFT JOIN public.ir_act_window w ON m.action = 'ir.actions.act_window,' || w.id
             WHERE m.active
             GROUP BY m.id, m.parent_id, m.name, w.res_model
            """;

    private static final String RELATIONS = """
            SELECT DISTINCT model, relation FROM public.ir_model_fields
             WHERE relation IS NOT NULL AND name NOT IN ('create_uid', 'write_uid')
            """;

    private static final String RULES = """
            SELECT m.model || ' "' || coalesce(to_jsonb(r.name) #>> '{}', '') || '" ('
                       || coalesce(string_agg(coalesce(d.module || '.' || d.name, g.group_id::text), ', '
                                              ORDER BY g.group_id), 'everybody') || ')',
                   coalesce(r.domain_force, '[]') || ' for'
                       || CASE WHEN r.perm_read THEN ' read' ELSE '' END
                       || CASE WHEN r.perm_write THEN ' write' ELSE '' END
                       || CASE WHEN r.perm_create THEN ' create' ELSE '' END
                       || CASE WHEN r.perm_unlink THEN ' unlink' ELSE '' END
              FROM public.ir_rule r
              JOIN public.ir_model m ON m.id = r.model_id
              LEFT JOIN public.rule_group_rel g ON g.rule_group_id = r.id
              LEFT JOIN public.ir_model_data d ON d.model = 'res.groups' AND d.res_id = g.group_id
             WHERE r.active
             GROUP BY m.model, r.id, r.name, r.domain_force, r.perm_read, r.perm_write, r.perm_create, r.perm_unlink
             ORDER BY r.id
            """;

    private static final String ONE_TABLE = "SELECT 1 WHERE to_regclass('public.ir_access') IS NOT NULL";

    // Since 20.0: with a group it permits, to everybody it restricts. Its operations are letters of crud.
    private static final String PERMISSIONS = """
            SELECT m.model, a.group_id, a.operation LIKE '%r%', a.operation LIKE '%u%', a.operation LIKE '%c%',
                   a.operation LIKE '%d%'
              FROM public.ir_access a JOIN public.ir_model m ON m.id = a.model_id
             WHERE a.active AND a.group_id IS NOT NULL
            """;

    private static final String DOMAINS = """
            SELECT m.model || ' "' || coalesce(a.name, '') || '" ('
                       || coalesce(min(d.module || '.' || d.name), a.group_id::text, 'everybody') || ')',
                   coalesce(a.domain, '[]') || ' for'
                       || CASE WHEN a.operation LIKE '%r%' THEN ' read' ELSE '' END
                       || CASE WHEN a.operation LIKE '%u%' THEN ' write' ELSE '' END
                       || CASE WHEN a.operation LIKE '%c%' THEN ' create' ELSE '' END
                       || CASE WHEN a.operation LIKE '%d%' THEN ' unlink' ELSE '' END
              FROM public.ir_access a
              JOIN public.ir_model m ON m.id = a.model_id
              LEFT JOIN public.ir_model_data d ON d.model = 'res.groups' AND d.res_id = a.group_id
             WHERE a.active AND (a.group_id IS NULL OR coalesce(btrim(a.domain), '') <> '')
             GROUP BY m.model, a.id, a.name, a.domain, a.group_id, a.operation
             ORDER BY a.id
            """;

    private AccessTables() {}

    /** As it is now. */
    public static AccessRights of(Reader database) {
        Map<Long, Set<Long>> implied = database.rows(IMPLIED).stream()
                .collect(Collectors.groupingBy(
                        row -> Long.valueOf(row.get(0)),
                        Collectors.mapping(row -> Long.valueOf(row.get(1)), Collectors.toSet())));
        boolean together = !database.rows(ONE_TABLE).isEmpty();
        return new AccessRights(
                database.rows(PEOPLE).stream()
                        .map(row -> new Person(
                                Long.parseLong(row.get(0)),
                                row.get(1),
                                AccessRights.closure(numbers(row.get(2)), implied)))
                        .toList(),
                database.rows(MODELS).stream().map(List::getFirst).collect(Collectors.toSet()),
                database.rows(together ? PERMISSIONS : RIGHTS).stream()
                        .map(AccessTables::right)
                        .toList(),
                database.rows(MENUS).stream()
                        .map(row -> new Menu(
                                Long.parseLong(row.get(0)),
                                Long.parseLong(row.get(1)),
                                row.get(2),
                                numbers(row.get(3)),
                                row.get(4)))
                        .toList(),
                database.rows(RELATIONS).stream()
                        .collect(Collectors.groupingBy(
                                List::getFirst, Collectors.mapping(row -> row.get(1), Collectors.toSet()))),
                database.rows(together ? DOMAINS : RULES).stream()
                        .collect(Collectors.toMap(List::getFirst, row -> row.get(1), (one, two) -> one + "; " + two)));
    }

    private static Right right(List<String> row) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        int column = 2;
        for (Operation operation : Operation.values()) {
            if (row.get(column++).equals("t")) {
                operations.add(operation);
            }
        }
        return new Right(row.get(0), Long.parseLong(row.get(1)), operations);
    }

    private static Set<Long> numbers(String commas) {
        return commas.isEmpty()
                ? Set.of()
                : Arrays.stream(commas.split(",")).map(Long::valueOf).collect(Collectors.toSet());
    }
}
