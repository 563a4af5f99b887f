package dev.understudy.it;

import java.util.List;

/**
 * What an administrator of Odoo, a module or a dump leaves in a database for somebody mightier to come by. Each runs a program
 * where a superuser steps into it, and does nothing else.
 *
 * @param canary the folder in which a program leaves a file of the trap's name
 */
record HostileTraps(HostileCanary canary) {

    /**
     * A trap.
     *
     * @param set makes it, as Odoo's role
     * @param step by which it is stepped into, with names that resolve in {@code public} first
     */
    record Trap(String name, String set, String step) {}

    List<Trap> all() {
        return List.of(
                function("to_regclass", "text", "regclass", "pg_catalog.to_regclass($1)", "'res_users'"),
                function("pg_get_constraintdef", "oid", "text", "pg_catalog.pg_get_constraintdef($1)", "0::oid"),
                function("pg_get_indexdef", "oid", "text", "pg_catalog.pg_get_indexdef($1)", "0::oid"),
                function("pg_database_size", "name", "bigint", "pg_catalog.pg_database_size($1)", "current_database()"),
                function("quote_ident", "text", "text", "pg_catalog.quote_ident($1)", "'x'"),
                new Trap(
                        "operator",
                        body(
                                        "same",
                                        "name, name",
                                        "boolean",
                                        "operator",
                                        "$1::pg_catalog.text OPERATOR(pg_catalog.=) $2::pg_catalog.text")
                                + "CREATE OPERATOR public.= (LEFTARG = name, RIGHTARG = name, FUNCTION = public.trap_same);",
                        "SELECT 1 FROM pg_class WHERE relname = 'res_users'::name"),
                new Trap(
                        "cast",
                        "CREATE TYPE public.trap_kind AS ENUM ('x');"
                                + body("said", "public.trap_kind", "text", "cast", "'x'::pg_catalog.text")
                                + "CREATE CAST (public.trap_kind AS text) WITH FUNCTION public.trap_said(public.trap_kind) AS IMPLICIT;"
                                + "CREATE TABLE public.trap_cast (kind public.trap_kind);"
                                + "INSERT INTO public.trap_cast VALUES ('x');",
                        "SELECT kind::text FROM trap_cast"),
                trigger("res_users"),
                trigger("ir_cron"),
                trigger("ir_config_parameter"),
                trigger("ir_mail_server"),
                new Trap(
                        "view",
                        body("seen", "", "text", "view", "'x'::pg_catalog.text")
                                + "CREATE VIEW public.trap_view AS SELECT public.trap_seen() AS name;",
                        "SELECT * FROM trap_view"),
                new Trap(
                        "rule",
                        "CREATE TABLE public.trap_ruled (id int);"
                                + body("ruled", "", "text", "rule", "'x'::pg_catalog.text")
                                + "CREATE RULE trap AS ON INSERT TO public.trap_ruled DO ALSO SELECT public.trap_ruled();",
                        "INSERT INTO trap_ruled VALUES (1)"),
                new Trap(
                        "schema",
                        "CREATE SCHEMA understudy; CREATE SCHEMA understudy_reader; CREATE SCHEMA postgres;"
                                + body("mine", "", "text", "schema", "'x'::pg_catalog.text")
                                + "CREATE VIEW understudy.pg_database AS SELECT public.trap_mine() AS datname;"
                                + "CREATE VIEW postgres.pg_database AS SELECT public.trap_mine() AS datname;"
                                + "CREATE VIEW understudy_reader.pg_class AS SELECT public.trap_mine() AS relname;",
                        "SELECT datname FROM postgres.pg_database"),
                new Trap(
                        "privileges",
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO PUBLIC;"
                                + "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO PUBLIC;"
                                + body("granted", "", "text", "privileges", "'x'::pg_catalog.text"),
                        "SELECT trap_granted()"),
                new Trap(
                        "pg_temp",
                        "CREATE TABLE public.trap_poison (id int);"
                                + body("poisoned", "", "text", "pg_temp", "'x'::pg_catalog.text")
                                + """
                                CREATE FUNCTION public.trap_poison() RETURNS trigger LANGUAGE plpgsql AS $trap$ BEGIN
                                  EXECUTE 'CREATE TEMP VIEW ir_module_module AS SELECT public.trap_poisoned() AS name';
                                  RETURN NEW;
                                END $trap$;
                                CREATE TRIGGER trap BEFORE INSERT ON public.trap_poison
                                  FOR EACH ROW EXECUTE FUNCTION public.trap_poison();
                                """,
                        "INSERT INTO trap_poison VALUES (1); SELECT name FROM pg_temp.ir_module_module"));
    }

    /** What changes the meaning of names in every session that takes the owner's settings. */
    static final String SETTINGS = """
            DO $do$ BEGIN
              EXECUTE pg_catalog.format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
              EXECUTE pg_catalog.format('ALTER DATABASE %I SET bytea_output = escape', current_database());
              EXECUTE pg_catalog.format('ALTER ROLE %I SET search_path = public, pg_catalog', current_user);
            END $do$;
            """;

    /** What leads out of the database at once, and is refused to Odoo's role wherever it is said. */
    List<String> attempts() {
        return List.of(
                "COPY (SELECT 1) TO PROGRAM 'cat > " + canary.file("attempt") + "'",
                "COPY (SELECT 1) TO '" + canary.file("attempt") + "'",
                "CREATE TABLE trap_passwd (l text); COPY trap_passwd FROM '/etc/passwd'",
                "CREATE FUNCTION trap_c() RETURNS int LANGUAGE c AS 'libc.so.6', 'getpid'",
                "CREATE EXTENSION plpython3u",
                "CREATE EXTENSION dblink",
                "CREATE EVENT TRIGGER trap ON ddl_command_end EXECUTE FUNCTION trap_ddl()",
                "CREATE SCHEMA pg_trap",
                "ALTER ROLE odoo SUPERUSER",
                "SET SESSION AUTHORIZATION understudy",
                "SET session_replication_role = replica",
                "ALTER SYSTEM SET archive_command = 'touch " + canary.file("attempt") + "'",
                "SELECT lo_import('/etc/passwd')",
                "SELECT pg_read_file('/etc/passwd')");
    }

    private Trap function(String name, String argument, String result, String honest, String call) {
        return new Trap(
                name,
                "CREATE FUNCTION public." + name + "(" + argument + ") RETURNS " + result + code(name, honest),
                "SELECT " + name + "(" + call + ")");
    }

    private Trap trigger(String table) {
        return new Trap(
                "trigger-" + table,
                "CREATE FUNCTION public.trap_" + table + "() RETURNS trigger" + code("trigger-" + table, "NEW")
                        + "CREATE TRIGGER trap BEFORE INSERT OR UPDATE ON public." + table
                        + " FOR EACH ROW EXECUTE FUNCTION public.trap_" + table + "();",
                "UPDATE " + table + " SET id = id");
    }

    /** A function {@code trap_NAME}. */
    String body(String name, String arguments, String result, String trap, String honest) {
        return "CREATE FUNCTION public.trap_" + name + "(" + arguments + ") RETURNS " + result + code(trap, honest);
    }

    private String code(String trap, String honest) {
        return """
                 LANGUAGE plpgsql AS $trap$ BEGIN
                  IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolsuper
                      AND r.rolname OPERATOR(pg_catalog.=) ANY (ARRAY[current_user, session_user])) THEN
                    EXECUTE 'COPY (SELECT 1) TO PROGRAM ''cat > %s''';
                  END IF;
                  RETURN %s;
                END $trap$;
                """.formatted(canary.file(trap), honest);
    }
}
