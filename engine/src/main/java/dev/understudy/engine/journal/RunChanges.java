package dev.understudy.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for changes of runs on a connection of its own, from {@link #start} to {@link #close}. */
public final class RunChanges implements AutoCloseable {

    /** Told instead of a run's number when changes may have been missed. */
    public static final long ALL = 0;

    private static final Logger log = LoggerFactory.getLogger(RunChanges.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ControlDatabase database;
    private final LongConsumer listener;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Connection connection;

    /**
     * @param listener is given the number of each run that changed, or {@link #ALL}; must be quick
     */
    public RunChanges(ControlDatabase database, LongConsumer listener) {
        this.database = database;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("run-changes").unstarted(this::listen);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException gone) {
                log.debug("The listening connection was already gone", gone);
            }
        }
    }

    private void listen() {
        while (!closed) {
            try (Connection fresh = database.connect()) {
                connection = fresh;
                try (Statement statement = fresh.createStatement()) {
                    statement.execute("listen " + RunDao.CHANNEL);
                }
                listener.accept(ALL);
                tell(fresh.unwrap(PGConnection.class));
            } catch (SQLException lost) {
                if (!closed) {
                    log.warn("Changes of runs cannot be listened for; trying again: {}", lost.getMessage());
                    pause();
                }
            }
        }
    }

    private void tell(PGConnection notifying) throws SQLException {
        while (!closed) {
            PGNotification[] notifications =
                    notifying.getNotifications((int) Duration.ofSeconds(30).toMillis());
            for (PGNotification notification : notifications == null ? new PGNotification[0] : notifications) {
                listener.accept(Long.parseLong(notification.getParameter()));
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
