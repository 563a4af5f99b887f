package dev.understudy.process.measure;

import dev.understudy.model.drift.Trait;
import dev.understudy.model.drift.Trait.Kind;
import dev.understudy.targets.postgres.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what an installation is. Each question is short, and asked of small tables. */
final class Traits {

    private static final String MODULES = """
            SELECT m.name, coalesce(m.latest_version, ''), coalesce(u.login, '')
              FROM public.ir_module_module m LEFT JOIN public.res_users u ON u.id = m.write_uid
             WHERE m.state IN ('installed', 'to upgrade', 'to remove')""";

    private static final String PARAMETERS = """
            SELECT p.key, md5(coalesce(p.value, '')), coalesce(u.login, '')
              FROM public.ir_config_parameter p LEFT JOIN public.res_users u ON u.id = p.write_uid""";

    /** Named by what they are, for their ids are given anew when a module is installed again. */
    private static final String ACCESS = """
            SELECT m.model || ': ' || a.name || ' #' || coalesce(a.group_id, 0),
                   concat_ws(' ', CASE WHEN a.perm_read THEN 'read' END, CASE WHEN a.perm_write THEN 'write' END,
                             CASE WHEN a.perm_create THEN 'create' END, CASE WHEN a.perm_unlink THEN 'delete' END),
                   coalesce(u.login, '')
              FROM public.ir_model_access a JOIN public.ir_model m ON m.id = a.model_id
              LEFT JOIN public.res_users u ON u.id = a.write_uid
             WHERE a.active""";

    private static final String RULES = """
            SELECT m.model || ': ' || coalesce(r.name, '') || ' #' || r.id, coalesce(r.domain_force, ''), coalesce(u.login, '')
              FROM public.ir_rule r JOIN public.ir_model m ON m.id = r.model_id
              LEFT JOIN public.res_users u ON u.id = r.write_uid
             WHERE r.active""";

    /** As it is kept from Odoo 20 on: what ACCESS and RULES tell, in one table. */
    private static final String ONE_ACCESS = """
            SELECT m.model || ': ' || a.name || ' #' || coalesce(a.group_id, 0),
                   concat_ws(' ', a.operation, nullif(btrim(coalesce(a.domain, '')), '')), coalesce(u.login, '')
              FROM public.ir_access a JOIN public.ir_model m ON m.id = a.model_id
              LEFT JOIN public.res_users u ON u.id = a.write_uid
             WHERE a.active""";

    private static final String MEMBERS = """
            SELECT coalesce(to_jsonb(g.name) ->> 'en_US', to_jsonb(g.name) #>> '{}') || ' #' || g.id || ': ' || u.login, '', ''
              FROM public.res_groups_users_rel r JOIN public.res_groups g ON g.id = r.gid
              JOIN public.res_users u ON u.id = r.uid WHERE u.active""";

    private static final String SETTINGS = """
            SELECT name, setting, '' FROM pg_catalog.pg_settings
             WHERE source NOT IN ('default', 'override', 'client', 'session', 'environment variable')""";

    /** What is asked where a table is there. */
    private record Asked(Kind kind, String question) {}

    private static final Map<String, Asked> OF_TABLES = Map.of(
            "ir_module_module", new Asked(Kind.MODULE, MODULES),
            "ir_config_parameter", new Asked(Kind.PARAMETER, PARAMETERS),
            "ir_model_access", new Asked(Kind.ACCESS, ACCESS),
            "ir_rule", new Asked(Kind.RULE, RULES),
            "ir_access", new Asked(Kind.ACCESS, ONE_ACCESS),
            "res_groups_users_rel", new Asked(Kind.MEMBER, MEMBERS));

    private static final String THERE = """
            SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')""";

    private Traits() {}

    /** All of them; what is not there is not compared. */
    static List<Trait> of(Reader database) {
        List<Asked> questions = new ArrayList<>(database.rows(THERE).stream()
                .flatMap(row -> Optional.ofNullable(OF_TABLES.get(row.getFirst())).stream())
                .toList());
        questions.add(new Asked(Kind.SETTING, SETTINGS));
        return questions.stream()
                .flatMap(asked -> database.rows(asked.question()).stream()
                        .map(row -> new Trait(asked.kind(), row.get(0), row.get(1), row.get(2))))
                .toList();
    }
}
