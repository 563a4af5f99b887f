package dev.understudy.engine.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.understudy.model.fault.Fault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control plane's PostgreSQL, embedded or not: a small pool, the schema at its newest, and the proof that no other
 * process performs it.
 */
public final class ControlDatabase implements AutoCloseable {

    /** The schema that holds everything. */
    public static final String SCHEMA = "understudy";

    private static final Logger log = LoggerFactory.getLogger(ControlDatabase.class);
    private static final int POOL = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** For the pools of all projects: what it starts waits for nobody. */
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Address address;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Performer performer;
    private volatile boolean closed;

    private ControlDatabase(Address address, HikariDataSource pool, Performer performer) {
        this.address = address;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).registerArrayType(String.class, "text").registerArrayType(Long.class, "bigint");
        this.performer = performer;
    }

    /**
     * Opens the control plane, brings its schema up to date and becomes its one performer.
     *
     * @param url {@code jdbc:postgresql://host:port/database}
     * @throws dev.understudy.model.fault.FaultException {@code engine.database-unreachable}, {@code
     *     engine.already-running} when another process performs it, {@code engine.database-newer} when it was made by a
     *     newer Understudy
     */
    public static ControlDatabase open(String url, String user, String password) {
        Address address = new Address(url, user, password);
        Performer performer = Performer.of(address);
        try {
            Migrations.run(address, performer.session());
            performer.enthrone();
            return new ControlDatabase(address, pool(address), performer);
        } catch (SQLException unreachable) {
            performer.close();
            throw address.unreachable(unreachable);
        } catch (RuntimeException failed) {
            performer.close();
            throw failed;
        }
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** The pool, with {@link #SCHEMA} on the search path. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Works in one transaction, or says that the database does not answer.
     *
     * @throws dev.understudy.model.fault.FaultException {@code engine.database-unreachable}
     */
    public <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.inTransaction(work);
        } catch (RuntimeException failure) {
            if (Connections.lost(failure)) {
                throw address.unreachable(failure);
            }
            throw failure;
        }
    }

    /**
     * Works in one transaction as the performer of the control plane; tries again, for as long as it takes, while the
     * database does not answer. The work may therefore happen twice and must not mind. An interrupt does not disturb
     * it, and is still there afterwards.
     *
     * @throws DeposedException when another process has become the performer, or this one is closed
     */
    public <T> T perform(HandleCallback<T, RuntimeException> work) {
        boolean interrupted = Thread.interrupted();
        Duration pause = Duration.ofMillis(50);
        try {
            while (true) {
                if (closed) {
                    throw new DeposedException();
                }
                try {
                    return jdbi.inTransaction(handle -> {
                        performer.prove(handle);
                        return work.withHandle(handle);
                    });
                } catch (RuntimeException failure) {
                    if (!Connections.lost(failure)) {
                        throw failure;
                    }
                    interrupted |= Thread.interrupted();
                    log.warn("The control plane does not answer; trying again: {}", failure.getMessage());
                }
                interrupted |= !slept(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes the lock again after the database was restarted; throws {@link DeposedException} when another has it. */
    public void keepThrone() {
        performer.keep();
    }

    /** A connection outside of the pool, for LISTEN; the caller closes it. */
    Connection connect() throws SQLException {
        return address.connect();
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
        performer.close();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("control-pools").factory());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException wish) {
            return false;
        }
    }

    private static HikariDataSource pool(Address address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("control");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(POOL);
        config.setMinimumIdle(1);
        config.setScheduledExecutor(TIMER);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        config.setInitializationFailTimeout(-1);
        address.properties().forEach((name, value) -> config.addDataSourceProperty((String) name, value));
        return new HikariDataSource(config);
    }

    /** Where the database is. */
    record Address(String url, String user, String password) {

        Connection connect() throws SQLException {
            Properties properties = properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            return DriverManager.getConnection(url, properties);
        }

        Properties properties() {
            Properties properties = new Properties();
            properties.setProperty("currentSchema", SCHEMA);
            properties.setProperty("ApplicationName", "understudy");
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("tcpKeepAlive", "true");
            return properties;
        }

        RuntimeException unreachable(Exception cause) {
            return Fault.failed("engine.database-unreachable", shown(), Connections.reason(cause))
                    .exception(cause);
        }

        /** The address without what may stand behind the question mark. */
        String shown() {
            return url.replaceFirst("\\?.*", "");
        }

        @Override
        public String toString() {
            return shown();
        }
    }
}
