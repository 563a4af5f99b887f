package dev.understudy.engine.journal;

import dev.understudy.engine.journal.ControlDatabase.Address;
import dev.understudy.model.fault.Fault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proof that one process alone performs a control plane. A session-level advisory lock keeps others out while this
 * process lives and goes with it, however it ends; the row in {@code performer} outlives a restart of the database, so
 * that one who lost the lock meanwhile cannot write any more.
 */
final class Performer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Performer.class);

    /** "understu" in ASCII. */
    private static final long LOCK = 0x756e646572737475L;

    /**
     * The server notices the end of a killed predecessor's connection at once, or that of one that was given up here,
     * unless it is in the middle of a query or stands still.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Address address;
    private final UUID holder = UUID.randomUUID();
    private @Nullable Connection session;
    private boolean deposed;

    private Performer(Address address) {
        this.address = address;
    }

    static Performer of(Address address) {
        Performer performer = new Performer(address);
        try {
            performer.session = performer.locked(PATIENCE);
        } catch (SQLException unreachable) {
            throw address.unreachable(unreachable);
        }
        if (performer.session == null) {
            throw Fault.refused("engine.already-running", address.shown()).exception();
        }
        return performer;
    }

    /** Enters this process as the performer; whoever was it before cannot write any more. */
    synchronized void enthrone() throws SQLException {
        try (PreparedStatement statement = session().prepareStatement("""
                insert into performer (holder, since) values (?, now())
                on conflict (only_one) do update set holder = excluded.holder, since = excluded.since""")) {
            statement.setObject(1, holder);
            statement.executeUpdate();
        }
    }

    /** The session that holds the lock. */
    synchronized Connection session() throws SQLException {
        if (session == null) {
            throw new SQLException("the control plane's lock is not held", "08003");
        }
        return session;
    }

    /** Within a transaction: this process is the performer, and stays it until the transaction ends. */
    void prove(Handle handle) {
        boolean still = handle.createQuery("select true from performer where holder = :holder for share")
                .bind("holder", holder)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
        if (!still) {
            throw new DeposedException();
        }
    }

    synchronized void keep() {
        if (deposed) {
            throw new DeposedException();
        }
        try {
            if (session != null && session.isValid(2)) {
                return;
            }
            close();
            session = locked(PATIENCE);
            if (session == null || !entered(session)) {
                deposed = true;
                close();
                throw new DeposedException();
            }
            log.info("The control plane is back; this process performs it as before");
        } catch (SQLException unreachable) {
            log.warn("The control plane does not answer: {}", unreachable.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            try {
                session.close();
            } catch (SQLException gone) {
                log.debug("The lock's session was already gone", gone);
            }
            session = null;
        }
    }

    private boolean entered(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1 from performer where holder = ?")) {
            statement.setObject(1, holder);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private @Nullable Connection locked(Duration patience) throws SQLException {
        Connection connection = address.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set tcp_keepalives_idle = 10");
            statement.execute("set tcp_keepalives_interval = 5");
            statement.execute("set tcp_keepalives_count = 3");
            long end = System.nanoTime() + patience.toNanos();
            while (true) {
                try (ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return connection;
                    }
                }
                if (System.nanoTime() >= end) {
                    connection.close();
                    return null;
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            connection.close();
            return null;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }
}
