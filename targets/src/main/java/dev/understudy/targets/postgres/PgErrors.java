package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what PostgreSQL says into faults: SQLSTATE and the primary message, never a detail, which may quote rows. */
public final class PgErrors {

    /** Class 08: connection exception; 57P01 to 57P03: shut down, crashed, starting up. */
    private static final String GONE = "08...|57P0[1-3]";

    private PgErrors() {}

    /**
     * The fault of a failed statement or connection.
     *
     * @param place the database or cluster
     * @return {@code postgres.unreachable} when the server does not answer, {@code postgres.query-failed} otherwise
     */
    public static FaultException fault(Object place, SQLException failure) {
        String state = failure.getSQLState() == null ? "?????" : failure.getSQLState();
        String code = state.matches(GONE) ? "postgres.unreachable" : "postgres.query-failed";
        return Fault.failed(code, state, message(failure)).at(place).exception(failure);
    }

    private static String message(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String text = server == null ? failure.getMessage() : server.getMessage();
        return text == null ? "" : text;
    }
}
