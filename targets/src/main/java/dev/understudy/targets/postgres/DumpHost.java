package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A database of a cluster that takes in what strangers dumped: made with what only a superuser may make, before Odoo's role
 * owns it, and loaded as Odoo's role.
 */
public final class DumpHost {

    private static final Pattern OURS = Pattern.compile("(?i)(pg_|understudy).*");
    private static final int MOST_ROLES = 200;
    private static final String IN_USE = "55006";
    private static final int TRIES = 50;

    private final LocalClusters clusters;
    private final Cluster cluster;
    private final String database;
    private final String password;
    private int roles;

    DumpHost(LocalClusters clusters, Cluster cluster, String database) {
        this.clusters = clusters;
        this.cluster = cluster;
        this.database = database;
        this.password = clusters.renewOdooPassword(cluster);
    }

    /**
     * Makes the database anew, with the extensions that it may have. They are made in the maintenance database, which a new
     * one is then a copy of: no superuser enters what belongs to Odoo's role.
     *
     * @param wanted the schema of each extension, by its name; an empty one where none is told
     * @return why an extension was not made, by its name
     * @throws dev.understudy.model.fault.FaultException {@code postgres.not-empty} when there is something in it
     */
    public Map<String, String> make(Map<String, String> wanted) {
        drop();
        Map<String, String> unmade = new TreeMap<>();
        Keeper keeper = clusters.keeper(cluster);
        List<String> made = new ArrayList<>();
        Set<String> schemas = new LinkedHashSet<>();
        try (Connection connection = keeper.connect();
                Statement statement = connection.createStatement()) {
            try {
                for (var one : wanted.entrySet()) {
                    String why = unmakeable(keeper, one.getKey());
                    if (!why.isEmpty()) {
                        unmade.put(one.getKey(), why);
                    } else if (superusers(one.getKey())) {
                        make(statement, one.getKey(), one.getValue(), schemas);
                        made.add(one.getKey());
                    }
                }
                create(statement);
            } finally {
                for (String extension : made) {
                    statement.execute("DROP EXTENSION IF EXISTS " + quoted(statement, extension) + " CASCADE");
                }
                for (String schema : schemas) {
                    statement.execute("DROP SCHEMA IF EXISTS " + quoted(statement, schema) + " CASCADE");
                }
            }
        } catch (SQLException failure) {
            throw PgErrors.fault(cluster.name(), failure);
        }
        return unmade;
    }

    /** Takes away what was half loaded; an empty database stands in its place. */
    public void empty() {
        dropWhateverIsInIt();
        clusters.createDatabase(cluster, database);
    }

    private void drop() {
        boolean there = !clusters.keeper(cluster)
                .rows("SELECT 1 FROM pg_database WHERE datname = ?", database)
                .isEmpty();
        if (!there) {
            return;
        }
        boolean filled = !clusters.database(cluster, database)
                .reader()
                .rows("SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') LIMIT 1")
                .isEmpty();
        if (filled) {
            throw Fault.refused("postgres.not-empty", database)
                    .at(cluster.name())
                    .exception();
        }
        dropWhateverIsInIt();
    }

    private void dropWhateverIsInIt() {
        try (Connection connection = clusters.keeper(cluster).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + quoted(statement, database) + " WITH (FORCE)");
        } catch (SQLException failure) {
            throw PgErrors.fault(cluster.name(), failure);
        }
    }

    /** Odoo has its names without accents from it, and marks it so when it makes a database. */
    private static boolean superusers(String extension) {
        return extension.equals("unaccent")
                || Extensions.find(extension)
                        .filter(known -> known.maker() == Extensions.Maker.SUPERUSER)
                        .isPresent();
    }

    private static void make(Statement statement, String extension, String schema, Set<String> schemas)
            throws SQLException {
        String where = schema.isEmpty() ? "public" : schema;
        if (!where.equals("public") && !where.startsWith("pg_")) {
            statement.execute(
                    "CREATE SCHEMA IF NOT EXISTS " + quoted(statement, where) + " AUTHORIZATION " + ClusterRoles.ODOO);
            schemas.add(where);
        }
        statement.execute("CREATE EXTENSION IF NOT EXISTS " + quoted(statement, extension) + " WITH SCHEMA "
                + quoted(statement, where) + " CASCADE");
        if (extension.equals("unaccent")) {
            statement.execute("ALTER FUNCTION " + quoted(statement, where) + ".unaccent(text) IMMUTABLE");
        }
    }

    private String unmakeable(Keeper keeper, String extension) {
        var known = Extensions.find(extension);
        if (known.isEmpty()) {
            return "no Odoo's database may have it: it reads files, runs programs, or calls other servers";
        }
        boolean there = !keeper.rows("SELECT 1 FROM pg_available_extensions WHERE name = ?", extension)
                .isEmpty();
        return there ? "" : "it is not installed: apt-get install " + known.get().packageFor(major(keeper));
    }

    /** The server's major version. */
    public int major() {
        return major(clusters.keeper(cluster));
    }

    private static int major(Keeper keeper) {
        return Integer.parseInt(keeper.rows("SELECT current_setting('server_version_num')::int / 10000")
                .getFirst()
                .getFirst());
    }

    /** Another session of ours may just be in the maintenance database. */
    private void create(Statement statement) throws SQLException {
        String sql = "CREATE DATABASE " + quoted(statement, database) + " OWNER " + ClusterRoles.ODOO
                + " ENCODING 'UTF8' TEMPLATE " + HostBasedAccess.MAINTENANCE;
        for (int tries = 1; ; tries++) {
            try {
                statement.execute(sql);
                return;
            } catch (SQLException failure) {
                if (!IN_USE.equals(failure.getSQLState()) || tries == TRIES) {
                    throw failure;
                }
            }
        }
    }

    /**
     * Makes a role that somebody's dump names; it may not log in.
     *
     * @return whether it is there now: none that PostgreSQL or Understudy call their own is made
     */
    public boolean provideRole(String name) {
        if (OURS.matcher(name).matches() || name.length() > 63 || ++roles > MOST_ROLES) {
            return false;
        }
        clusters.keeper(cluster).inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("CREATE ROLE " + quoted(statement, name) + " NOLOGIN");
            }
        });
        return true;
    }

    /** A connection as Odoo's role; the caller closes it. */
    public Connection connect() throws SQLException {
        return JdbcDatabase.forLoading(cluster, database, password).connect();
    }

    /** A client program that connects to the database as Odoo's role. */
    public Command client(String program, List<String> arguments) {
        List<String> connecting = new ArrayList<>(List.of("--dbname=" + database));
        connecting.addAll(arguments);
        return clusters.connecting(cluster, program, ClusterRoles.ODOO, connecting)
                .withSecret("PGPASSWORD", password)
                .with("PGOPTIONS", Login.LOADING_OPTIONS)
                .with("LC_ALL", "C.UTF-8");
    }

    /** A client program that asks no server. */
    public Command program(String program, List<String> arguments) {
        return clusters.program(program, arguments).with("LC_ALL", "C.UTF-8");
    }

    private static String quoted(Statement statement, String name) throws SQLException {
        return statement.enquoteIdentifier(name, true);
    }
}
