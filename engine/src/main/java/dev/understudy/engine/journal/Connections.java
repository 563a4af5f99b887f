package dev.understudy.engine.journal;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells a database that does not answer from one that says no. */
public final class Connections {

    /** Class 57 of PostgreSQL's codes: admin_shutdown, crash_shutdown, cannot_connect_now; 53300: too_many_connections. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    private Connections() {}

    /** Whether something failed because the database was unavailable, or the thread was interrupted meanwhile. */
    public static boolean lost(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException said
                    && said.getSQLState() != null
                    && (said.getSQLState().startsWith("08") || AWAY.contains(said.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** The innermost message. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
