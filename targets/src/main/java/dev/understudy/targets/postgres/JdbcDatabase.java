package dev.understudy.targets.postgres;

import dev.understudy.targets.host.Pause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** A {@link Database} over JDBC; a connection for each piece of work, since work is rare and long. */
sealed class JdbcDatabase implements Database {

    private static final int CONNECT_SECONDS = 10;

    /** {@code cannot_connect_now}: the server starts, or recovers after one of its processes was killed. */
    private static final String NOT_YET = "57P03";

    /** What the owner of the database, or of a role, has set for sessions like this one. */
    private static final String FORGET_SETTINGS = """
            SELECT pg_catalog.set_config(s.name, coalesce(s.boot_val, ''), false) FROM pg_catalog.pg_settings s
             WHERE s.context OPERATOR(pg_catalog.=) 'user'
               AND s.source OPERATOR(pg_catalog.=) ANY (ARRAY['database', 'user', 'database user'])
            """;

    /**
     * The owner of the database, or a trigger of his in a session of {@link Owner}, can lock Understudy out: with another
     * password for its role, without the right to connect, by a database that takes no connections.
     */
    private static final Set<String> LOCKED_OUT = Set.of("28P01", "28000", "42501", "53300", "55000");

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final DatabaseEntry entry;
    private final String name;
    private final String place;
    private final Runnable admit;

    JdbcDatabase(Cluster cluster, String name, Login login) {
        this(cluster, name, login, () -> {});
    }

    /** @param admit lets Understudy's roles in again */
    private JdbcDatabase(Cluster cluster, String name, Login login, Runnable admit) {
        this(
                new DatabaseEntry(
                        cluster.name() + "/" + name,
                        "127.0.0.1",
                        cluster.port(),
                        name,
                        login.user(),
                        login.password(),
                        login.options()),
                admit);
    }

    private JdbcDatabase(DatabaseEntry entry, Runnable admit) {
        this.entry = entry;
        this.name = entry.database();
        this.admit = admit;
        this.place = entry.place();
        source.setServerNames(new String[] {entry.server()});
        source.setPortNumbers(new int[] {entry.port()});
        source.setDatabaseName(name);
        source.setUser(entry.user());
        source.setPassword(entry.password());
        source.setOptions(entry.options());
        source.setApplicationName("understudy");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DatabaseEntry entry() {
        return entry;
    }

    /** Waits for a server that says it will soon take connections. */
    @Override
    public Connection connect() throws SQLException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        boolean admitted = false;
        while (true) {
            try {
                return settled(source.getConnection());
            } catch (SQLException failure) {
                if (!admitted && LOCKED_OUT.contains(failure.getSQLState())) {
                    admitted = true;
                    admit.run();
                    continue;
                }
                if (!NOT_YET.equals(failure.getSQLState()) || System.nanoTime() > deadline) {
                    throw failure;
                }
            }
            Pause.of(GLANCE, place);
        }
    }

    private static Connection settled(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FORGET_SETTINGS);
            return connection;
        } catch (SQLException failure) {
            try {
                connection.close();
            } catch (SQLException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                rollback(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw PgErrors.fault(place, failure);
        }
    }

    @Override
    public void script(String sql) {
        inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                return statement.execute(sql);
            }
        });
    }

    @Override
    public List<List<String>> rows(String sql, Object... parameters) {
        return inTransaction(connection -> {
            if (parameters.length == 0) {
                // Without parameters, a question mark is an operator.
                try (Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    return read(statement.executeQuery(sql));
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return read(statement.executeQuery());
            }
        });
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

    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** A session that performs statements of strangers, each just as it stands. */
    static JdbcDatabase forLoading(Cluster cluster, String name, String password) {
        JdbcDatabase database = new JdbcDatabase(cluster, name, Login.loading(password));
        // Otherwise the driver splits them by itself, and not as PostgreSQL does.
        database.source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        return database;
    }

    /** As {@link Reader}. */
    static final class ForReading extends JdbcDatabase implements Reader {
        ForReading(Cluster cluster, String name, String password, Runnable admit) {
            super(cluster, name, Login.reader(password), admit);
        }

        ForReading(DatabaseEntry entry) {
            super(entry, () -> {});
        }
    }

    /** As {@link Owner}. */
    static final class ForOwning extends JdbcDatabase implements Owner {
        ForOwning(Cluster cluster, String name, String password, Runnable admit) {
            super(cluster, name, Login.owner(password), admit);
        }

        ForOwning(DatabaseEntry entry) {
            super(entry, () -> {});
        }
    }

    /** As {@link Keeper}. */
    static final class ForKeeping extends JdbcDatabase implements Keeper {
        ForKeeping(Cluster cluster, String password) {
            super(cluster, HostBasedAccess.MAINTENANCE, Login.superuser(password));
        }
    }
}
