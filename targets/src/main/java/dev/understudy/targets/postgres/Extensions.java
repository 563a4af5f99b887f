package dev.understudy.targets.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The extensions that an Odoo's database may have. Those that PostgreSQL trusts are made by Odoo's own role; some that it
 * does not trust lead out of the database nowhere, and are made beforehand by the superuser, before anything in the
 * database belongs to somebody else; all others are refused: they read files, run programs, or call other servers.
 *
 * @see <a href="https://www.postgresql.org/docs/current/contrib.html">Additional supplied modules, each with whether it is
 *     trusted</a>
 */
public final class Extensions {

    private static final String CONTRIB = "postgresql-%d";

    private static final Map<String, Extension> KNOWN = new TreeMap<>();

    static {
        know(Maker.OWNER, CONTRIB, List.of("plpgsql", "btree_gin", "btree_gist", "citext", "cube", "dict_int"));
        know(Maker.OWNER, CONTRIB, List.of("fuzzystrmatch", "hstore", "intarray", "isn", "lo", "ltree"));
        know(Maker.OWNER, CONTRIB, List.of("pg_trgm", "pgcrypto", "seg", "tablefunc", "tcn", "tsm_system_rows"));
        know(Maker.OWNER, CONTRIB, List.of("tsm_system_time", "unaccent", "uuid-ossp"));
        know(Maker.SUPERUSER, CONTRIB, List.of("amcheck", "earthdistance", "pg_buffercache", "pg_stat_statements"));
        know(Maker.SUPERUSER, CONTRIB, List.of("pg_visibility", "pgrowlocks", "pgstattuple"));
        // PostgreSQL trusts newer versions of it.
        know(Maker.SUPERUSER, "postgresql-%d-pgvector", List.of("vector"));
        know(Maker.SUPERUSER, "postgresql-%d-postgis-3", List.of("postgis"));
    }

    private Extensions() {}

    /** Who makes an extension. */
    public enum Maker {
        /** Odoo's role, as the database's owner: PostgreSQL trusts the extension. */
        OWNER,
        /** The superuser, before Odoo's role owns the database. */
        SUPERUSER
    }

    /**
     * An extension that a database may have.
     *
     * @param packages the Debian package that brings it, with {@code %d} for PostgreSQL's major version
     */
    public record Extension(String name, Maker maker, String packages) {

        /** The Debian package that brings it for a major version of PostgreSQL. */
        public String packageFor(int major) {
            return packages.formatted(major);
        }
    }

    /** What is known of an extension; empty for one that no database may have. */
    public static Optional<Extension> find(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    /** All that a database may have, by name. */
    public static List<Extension> allowed() {
        return List.copyOf(KNOWN.values());
    }

    private static void know(Maker maker, String packages, List<String> names) {
        names.forEach(name -> KNOWN.put(name, new Extension(name, maker, packages)));
    }
}
