package dev.understudy.targets.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The databases of a cluster beside Odoo's. What is in them is nobody's concern here, and may be anybody's data: a dump that was read
 * into {@code postgres}, a test of years ago.
 */
final class OtherDatabases {

    private static final String POSTGRES = "postgres";

    /** Objects that did not come with PostgreSQL, extensions and what they brought aside. */
    private static final String OWN = """
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            """;

    private final Keeper keeper;

    OtherDatabases(Keeper keeper) {
        this.keeper = keeper;
    }

    /** Drops all but one and those that come with PostgreSQL; these are empty afterwards. */
    void drop(String kept) {
        // None of these can be done within a transaction.
        try (Connection connection = keeper.connect();
                Statement statement = connection.createStatement()) {
            for (List<String> other : keeper.rows(
                    "SELECT datname FROM pg_catalog.pg_database WHERE datname NOT IN (?, 'template0', ?)",
                    kept,
                    HostBasedAccess.MAINTENANCE)) {
                String name = statement.enquoteIdentifier(other.getFirst(), true);
                statement.execute("ALTER DATABASE " + name + " IS_TEMPLATE false");
                statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
            }
            if (!kept.equals(POSTGRES)) {
                statement.execute("CREATE DATABASE " + POSTGRES + " TEMPLATE template0");
            }
        } catch (SQLException failure) {
            throw PgErrors.fault(keeper.entry().place(), failure);
        }
        empty();
    }

    /** The maintenance database, in which the superuser is: it cannot be dropped from within. */
    private void empty() {
        boolean anything = !keeper.rows("SELECT 1 " + OWN + " LIMIT 1").isEmpty()
                || !keeper.rows("SELECT 1 FROM pg_catalog.pg_largeobject_metadata LIMIT 1")
                        .isEmpty();
        if (!anything) {
            return;
        }
        keeper.inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (List<String> trigger :
                        keeper.rows("SELECT pg_catalog.quote_ident(evtname) FROM pg_catalog.pg_event_trigger")) {
                    statement.execute("DROP EVENT TRIGGER " + trigger.getFirst());
                }
                statement.execute("SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata");
                for (List<String> schema : keeper.rows("""
                        SELECT pg_catalog.quote_ident(nspname) FROM pg_catalog.pg_namespace
                         WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
                        """)) {
                    statement.execute("DROP SCHEMA " + schema.getFirst() + " CASCADE");
                }
                return statement.execute("CREATE SCHEMA public");
            }
        });
    }
}
