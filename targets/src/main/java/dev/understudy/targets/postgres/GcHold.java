package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds off the garbage collection of the filestore. It locks {@code ir_attachment} in SHARE mode before it unlinks
 * files (odoo/addons/base/models/ir_attachment.py, {@code _gc_file_store}); a session with ROW EXCLUSIVE stands in its
 * way, and in no user's.
 */
public final class GcHold implements AutoCloseable {

    /** A collection that runs already may take this many times the lock timeout of two seconds. */
    private static final int ATTEMPTS = 90;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final String database;
    private final Connection connection;

    private GcHold(String database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /**
     * Holds it off until closed; holds nothing in a database that has no attachments.
     *
     * @throws dev.understudy.model.fault.FaultException {@code postgres.gc-not-held} when a collection goes on for minutes
     */
    public static GcHold of(Owner database) {
        Connection connection = open(database);
        try {
            hold(database, connection);
            return new GcHold(database.name(), connection);
        } catch (SQLException | RuntimeException failure) {
            closeAfter(connection, failure);
            throw failure instanceof SQLException sql
                    ? PgErrors.fault(database.name(), sql)
                    : (RuntimeException) failure;
        }
    }

    /**
     * Makes sure that nothing ended the hold meanwhile.
     *
     * @throws dev.understudy.model.fault.FaultException {@code postgres.gc-not-held} when something did
     */
    public void confirm() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException lost) {
            throw Fault.failed("postgres.gc-not-held", database).exception(lost);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw PgErrors.fault(database, failure);
        }
    }

    private static Connection open(Owner database) {
        try {
            return database.connect();
        } catch (SQLException failure) {
            throw PgErrors.fault(database.name(), failure);
        }
    }

    private static void hold(Owner database, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '2s'");
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            try (ResultSet table = statement.executeQuery("SELECT to_regclass('public.ir_attachment') IS NOT NULL")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return;
                }
            }
            connection.setAutoCommit(false);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    statement.execute("LOCK TABLE public.ir_attachment IN ROW EXCLUSIVE MODE");
                    return;
                } catch (SQLException busy) {
                    if (!LOCK_NOT_AVAILABLE.equals(busy.getSQLState())) {
                        throw busy;
                    }
                    connection.rollback();
                }
            }
            throw Fault.failed("postgres.gc-not-held", database.name()).exception();
        }
    }

    private static void closeAfter(Connection connection, Exception failure) {
        try {
            connection.close();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
