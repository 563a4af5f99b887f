package dev.understudy.targets.postgres;

import java.util.List;

/**
 * Records every change of the schema in a copy, by event triggers that write into a schema of their own; what is rolled
 * back is not recorded. Temporary tables are left out.
 */
public final class DdlWatch {

    /** Holds the record while it is kept; left out of {@link Catalog} and {@link RowCounts}. */
    public static final String SCHEMA = "understudy_watch";

    /** The triggers run as whoever changes the schema, who may not write here: so the functions run as their owner. */
    private static final String INSTALL = """
            CREATE SCHEMA IF NOT EXISTS understudy_watch;
            CREATE TABLE IF NOT EXISTS understudy_watch.ddl (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tag text NOT NULL, kind text NOT NULL,
                object text NOT NULL, statement text NOT NULL);
            CREATE OR REPLACE FUNCTION understudy_watch.on_end() RETURNS event_trigger LANGUAGE plpgsql
                SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
                BEGIN
                    INSERT INTO understudy_watch.ddl (tag, kind, object, statement)
                    SELECT command_tag, coalesce(object_type, ''), coalesce(object_identity, ''),
                           left(coalesce(current_query(), ''), 1000)
                      FROM pg_event_trigger_ddl_commands()
                     WHERE coalesce(schema_name, '') NOT IN ('pg_temp', 'understudy_watch');
                END $$;
            CREATE OR REPLACE FUNCTION understudy_watch.on_drop() RETURNS event_trigger LANGUAGE plpgsql
                SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
                BEGIN
                    INSERT INTO understudy_watch.ddl (tag, kind, object, statement)
                    SELECT tg_tag, object_type, object_identity, left(coalesce(current_query(), ''), 1000)
                      FROM pg_event_trigger_dropped_objects()
                     WHERE NOT is_temporary
                       AND coalesce(schema_name, '') NOT IN ('pg_temp', 'understudy_watch', 'pg_toast');
                END $$;
            CREATE OR REPLACE FUNCTION understudy_watch.on_rewrite() RETURNS event_trigger LANGUAGE plpgsql
                SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
                BEGIN
                    INSERT INTO understudy_watch.ddl (tag, kind, object, statement)
                    SELECT tg_tag, 'rewrite', c.oid::regclass::text, left(coalesce(current_query(), ''), 1000)
                      FROM pg_class c
                     WHERE c.oid = pg_event_trigger_table_rewrite_oid() AND c.relpersistence <> 't';
                END $$;
            """;

    private static final String REMOVE = """
            DROP EVENT TRIGGER IF EXISTS understudy_watch_end;
            DROP EVENT TRIGGER IF EXISTS understudy_watch_drop;
            DROP EVENT TRIGGER IF EXISTS understudy_watch_rewrite;
            """;

    private static final String TRIGGERS = """
            CREATE EVENT TRIGGER understudy_watch_end ON ddl_command_end
                EXECUTE FUNCTION understudy_watch.on_end();
            CREATE EVENT TRIGGER understudy_watch_drop ON sql_drop
                EXECUTE FUNCTION understudy_watch.on_drop();
            CREATE EVENT TRIGGER understudy_watch_rewrite ON table_rewrite
                EXECUTE FUNCTION understudy_watch.on_rewrite();
            """;

    private final Database database;

    public DdlWatch(Database database) {
        this.database = database;
    }

    /** Begins to watch; goes on when it does already. */
    public void install() {
        database.script(REMOVE + INSTALL + TRIGGERS);
    }

    /** What was recorded so far, in order. */
    public Watched read() {
        List<Ddl> all =
                database.rows("SELECT tag, kind, object, statement FROM understudy_watch.ddl ORDER BY id").stream()
                        .map(row -> new Ddl(row.get(0), row.get(1), row.get(2), row.get(3)))
                        .toList();
        return new Watched(
                all.stream().filter(ddl -> !ddl.kind().equals("rewrite")).toList(),
                all.stream().filter(ddl -> ddl.kind().equals("rewrite")).toList());
    }

    /** Stops watching and leaves nothing in the database. */
    public void remove() {
        database.script(REMOVE + "DROP SCHEMA IF EXISTS understudy_watch CASCADE;");
    }

    /**
     * One change of one object.
     *
     * @param tag {@code ALTER TABLE}
     * @param kind {@code table}, {@code index}, {@code table column}…; {@code rewrite} when all rows are written anew
     * @param object its name
     * @param statement the beginning of the statement
     */
    public record Ddl(String tag, String kind, String object, String statement) {}

    /**
     * What a copy went through.
     *
     * @param changes of the schema
     * @param rewrites of whole tables, during which nobody can read them
     */
    public record Watched(List<Ddl> changes, List<Ddl> rewrites) {

        public Watched {
            changes = List.copyOf(changes);
            rewrites = List.copyOf(rewrites);
        }
    }
}
