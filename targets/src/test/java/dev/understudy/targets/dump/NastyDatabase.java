package dev.understudy.targets.dump;

import dev.understudy.targets.postgres.Database;

/** A small Odoo's database with everything in it that keeps dumps of ten years from being loaded. */
final class NastyDatabase {

    /** What Odoo stores, and must be the same afterwards. */
    static final String[] QUESTIONS = {
        "SELECT * FROM public.res_partner ORDER BY id",
        "SELECT * FROM public.ir_module_module ORDER BY id",
        "SELECT * FROM public.ir_attachment ORDER BY id",
        "SELECT * FROM reporting.totals ORDER BY 1",
        "SELECT * FROM public.partner_count",
        "SELECT last_value FROM public.res_partner_id_seq",
        "SELECT tablename, indexname FROM pg_indexes WHERE schemaname IN ('public', 'reporting', 'tools') ORDER BY 1, 2",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
        "SELECT policyname, roles FROM pg_policies ORDER BY 1",
        "SELECT extname FROM pg_extension WHERE extname NOT IN ('dblink', 'postgres_fdw') ORDER BY 1",
        "SELECT count(*) FROM pg_largeobject_metadata",
        "SELECT convert_from(lo_get(min(oid)), 'UTF8') FROM pg_largeobject_metadata",
        "SELECT public.sums(2)",
    };

    private NastyDatabase() {}

    /** Fills an empty database, as its superuser. */
    static void fill(Database superuser) {
        superuser.script("""
                CREATE ROLE acme_admin;
                CREATE ROLE reporting LOGIN PASSWORD 'secret';
                CREATE EXTENSION unaccent;
                ALTER FUNCTION unaccent(text) IMMUTABLE;
                CREATE EXTENSION pg_trgm;
                COMMENT ON EXTENSION pg_trgm IS 'of the administrator';
                CREATE SCHEMA tools;
                CREATE EXTENSION earthdistance WITH SCHEMA tools CASCADE;
                CREATE EXTENSION dblink;
                CREATE EXTENSION postgres_fdw;
                CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'warehouse.acme.example');
                CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS (user 'x', password 'a password');
                CREATE FOREIGN TABLE stock_elsewhere (id integer) SERVER elsewhere;
                CREATE VIEW stock_there AS SELECT * FROM stock_elsewhere;
                CREATE TABLE res_partner (
                    id serial PRIMARY KEY, name varchar NOT NULL, complete_name varchar COLLATE "C",
                    parent_id integer REFERENCES res_partner, total numeric GENERATED ALWAYS AS (2 * 1.5) STORED);
                INSERT INTO res_partner (name, complete_name, parent_id) VALUES
                    ('Café Müller', 'Café; ''Müller''', NULL), (E'tab\\there', E'back\\\\slash', 1),
                    (E'\\\\.', E'line\\nbreak', 1), ('\\restrict x', '$$;$$', 2);
                INSERT INTO res_partner (name) SELECT 'partner ' || i FROM generate_series(1, 5000) i;
                CREATE INDEX res_partner__complete_name_index ON res_partner USING gin (unaccent(complete_name) gin_trgm_ops);
                CREATE FUNCTION f_unaccent(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT unaccent($1) $$;
                CREATE INDEX res_partner_wrapped ON res_partner USING gin (f_unaccent(name::text) gin_trgm_ops);
                CREATE UNIQUE INDEX res_partner_unique ON res_partner (id, name);
                CREATE TABLE ir_module_module (id serial PRIMARY KEY, name varchar, state varchar, latest_version varchar);
                INSERT INTO ir_module_module (name, state, latest_version) VALUES ('base', 'installed', '19.0.1.3');
                CREATE TABLE ir_attachment (id serial PRIMARY KEY, name varchar, store_fname varchar, res_model varchar,
                    type varchar, db_datas bytea);
                INSERT INTO ir_attachment (name, store_fname, db_datas) VALUES
                    ('one', 'aa/aa00000000000000000000000000000000000001', NULL), ('inside', NULL, '\\x00ff5c');
                CREATE SCHEMA reporting AUTHORIZATION acme_admin;
                CREATE MATERIALIZED VIEW reporting.totals AS SELECT parent_id, count(*) FROM res_partner GROUP BY 1;
                CREATE INDEX totals_parent ON reporting.totals (parent_id);
                CREATE VIEW partner_count AS SELECT count(*) FROM res_partner;
                CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS $f$BEGIN NEW.name = NEW.name; RETURN NEW; END;$f$;
                CREATE TRIGGER touch BEFORE UPDATE ON res_partner FOR EACH ROW EXECUTE FUNCTION touched();
                COMMENT ON TRIGGER touch ON res_partner IS 'a; comment -- with all';
                CREATE RULE quiet AS ON DELETE TO ir_module_module DO INSTEAD (SELECT 1; SELECT 2);
                ALTER TABLE res_partner OWNER TO acme_admin;
                ALTER TABLE ir_attachment ENABLE ROW LEVEL SECURITY;
                CREATE POLICY own ON ir_attachment FOR SELECT TO reporting USING (true);
                GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporting;
                ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reporting;
                CREATE PUBLICATION dbz_publication FOR ALL TABLES;
                CREATE PUBLICATION partners FOR TABLE res_partner;
                CREATE FUNCTION note_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN NULL; END$$;
                CREATE EVENT TRIGGER note_ddl ON ddl_command_end EXECUTE FUNCTION note_ddl();
                COMMENT ON EVENT TRIGGER note_ddl IS 'notes';
                CREATE SUBSCRIPTION from_elsewhere CONNECTION 'host=/nonexistent' PUBLICATION p WITH (connect = false);
                SELECT lo_from_bytea(424242, convert_to('large; and €', 'UTF8'));
                CREATE STATISTICS partner_stats ON id, parent_id FROM res_partner;
                ALTER DATABASE odoo SET work_mem = '8MB';
                """);
        // A statement by itself: the driver does not see where such a body ends.
        superuser.script("""
                CREATE FUNCTION sums(integer) RETURNS integer LANGUAGE sql
                BEGIN ATOMIC SELECT 1; SELECT CASE WHEN $1 > 1 THEN 5 ELSE 6 END; END
                """);
        superuser.script("REFRESH MATERIALIZED VIEW reporting.totals");
    }
}
