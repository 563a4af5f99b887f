package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A visit to somebody else's database, which disturbs nobody: every question is a transaction of its own that can only
 * read, waits for no lock and ends by itself. Settings are given in the transaction and not with the connection, so that
 * a pooler in between takes them. Names resolve in {@code pg_catalog} alone.
 */
public final class Visit implements AutoCloseable {

    /** Seconds that a statement may take. */
    public static final int LONGEST_STATEMENT = 5;

    /** Whoever audits comes last on a machine, and a busy one lets him wait. */
    private static final int CONNECT_SECONDS = 60;

    private static final String MANNERS = """
            SET TRANSACTION READ ONLY;
            SET LOCAL search_path = pg_catalog, pg_temp;
            SET LOCAL statement_timeout = '%ds';
            SET LOCAL lock_timeout = '200ms';
            SET LOCAL idle_in_transaction_session_timeout = '30s';
            SET LOCAL standard_conforming_strings = on;
            SET LOCAL max_parallel_workers_per_gather = 0;
            SET LOCAL jit = off;
            """.formatted(LONGEST_STATEMENT);

    private final Connection connection;
    private final Visited visited;
    private final AutoCloseable relay;

    private Visit(Connection connection, Visited visited, AutoCloseable relay) {
        this.connection = connection;
        this.visited = visited;
        this.relay = relay;
    }

    /** What a question was answered. */
    public sealed interface Answer {

        /** The rows; none when there was no answer. */
        default List<List<String>> orNone() {
            return this instanceof Rows rows ? rows.rows() : List.of();
        }
    }

    /** Rows, each a list of its columns as text, null as an empty string. */
    public record Rows(List<List<String>> rows) implements Answer {}

    /** It took too long, had to wait for a lock, or may not be asked. */
    public record NotMeasured(String why) implements Answer {}

    /**
     * Connects.
     *
     * @throws FaultException {@code audit.database-refused} when the server does not let us in,
     *     {@code audit.database-unreachable} when it does not answer, {@code audit.no-such-database}
     */
    public static Visit to(Visited visited) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        RelayedSockets.Lease relay = RelayedSockets.lease(visited);
        if (!visited.relay().isEmpty()) {
            source.setSocketFactory(RelayedSockets.class.getName());
            source.setSocketFactoryArg(relay.name());
        }
        source.setServerNames(new String[] {visited.host().startsWith("/") ? "localhost" : visited.host()});
        source.setPortNumbers(new int[] {visited.port()});
        source.setDatabaseName(visited.database());
        source.setUser(visited.user());
        if (!visited.password().isEmpty()) {
            source.setPassword(visited.password());
        }
        source.setSslmode(visited.host().startsWith("/") ? "disable" : visited.sslMode());
        source.setApplicationName("understudy audit");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(visited.relay().isEmpty() ? CONNECT_SECONDS : 0);
        source.setPrepareThreshold(0);
        try {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            return new Visit(connection, visited, relay);
        } catch (SQLException failure) {
            relay.close();
            throw refused(visited, failure);
        }
    }

    private static FaultException refused(Visited visited, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        FaultException told = PgErrors.fault(visited.place(), failure);
        String said = String.join(" ", told.fault().arguments());
        String code = switch (state) {
            case "3D000" -> "audit.no-such-database";
            case "28000", "28P01", "08004" -> "audit.database-refused";
            default -> "audit.database-unreachable";
        };
        return Fault.failed(code, visited.user(), visited.database(), said)
                .at(visited.place())
                .exception(failure);
    }

    /** Where it leads. */
    public Visited visited() {
        return visited;
    }

    /**
     * Asks one thing.
     *
     * @throws FaultException {@code audit.database-unreachable} when the server has gone
     */
    public Answer ask(String sql, Object... parameters) {
        try (Statement manners = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            manners.execute(MANNERS);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return new Rows(read(rows));
            }
        } catch (SQLException failure) {
            return notMeasured(failure);
        } finally {
            endTransaction();
        }
    }

    private NotMeasured notMeasured(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("08") || state.startsWith("57P0")) {
            throw refused(visited, failure);
        }
        return new NotMeasured(
                switch (state) {
                    case "57014" -> "too-long";
                    case "55P03" -> "locked";
                    case "42501" -> "not-allowed";
                    default -> state;
                });
    }

    private void endTransaction() {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            throw refused(visited, gone);
        }
    }

    private static List<List<String>> read(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                String value = result.getString(i);
                row.add(value == null ? "" : value);
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            connection.close();
            relay.close();
        } catch (Exception gone) {
            throw Fault.failed("audit.database-unreachable", visited.user(), visited.database(), "08003")
                    .at(visited.place())
                    .exception(gone);
        }
    }
}
