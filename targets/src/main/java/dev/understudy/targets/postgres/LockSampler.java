package dev.understudy.targets.postgres;

import dev.understudy.model.fault.FaultException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the locks in a database many times a second while something else works in it. Sees what is held for longer
 * than the interval; reports the locks that keep others from writing, the strongest of each table.
 */
public final class LockSampler implements AutoCloseable {

    /** From the weakest that blocks writers to the one that blocks readers too; PostgreSQL's table of lock modes. */
    private static final List<String> MODES =
            List.of("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");

    private static final String LOCKS = """
            SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname, l.mode, l.granted
              FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE l.locktype = 'relation' AND l.pid <> pg_backend_pid() AND c.relkind IN ('r', 'p')
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND (NOT l.granted OR l.mode = ANY (?))
            """;

    private final Reader database;
    private final Duration interval;
    private final Map<String, Sample> samples = new TreeMap<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable SQLException failure;

    private LockSampler(Reader database, Duration interval) {
        this.database = database;
        this.interval = interval;
        this.thread = Thread.ofVirtual().unstarted(this::sample);
    }

    /** Begins to look, every so often, until closed. */
    public static LockSampler start(Reader database, Duration interval) {
        LockSampler sampler = new LockSampler(database, interval);
        sampler.thread.start();
        return sampler;
    }

    /**
     * What was seen.
     *
     * @param relation the table
     * @param strongest the strongest lock that was held on it; empty when others only waited for it
     * @param held for how long that one was held
     * @param waited for how long somebody waited for any lock on it
     */
    public record Lock(String relation, String strongest, Duration held, Duration waited) {}

    /** What was seen so far, by table. */
    public synchronized List<Lock> locks() {
        List<Lock> locks = new ArrayList<>();
        samples.forEach((relation, sample) -> locks.add(sample.lock(relation)));
        return locks;
    }

    /** Why looking ended early, if it did: the server was restarted, say. */
    public synchronized Optional<FaultException> failure() {
        return Optional.ofNullable(failure).map(cause -> PgErrors.fault(database.name(), cause));
    }

    @Override
    public void close() {
        ending.countDown();
        boolean interrupted = false;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException interrupt) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample() {
        try (Connection connection = database.connect();
                PreparedStatement locks = connection.prepareStatement(LOCKS)) {
            locks.setArray(1, connection.createArrayOf("text", MODES.toArray()));
            long before = System.nanoTime();
            while (!ending.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                look(locks, now - before);
                before = now;
            }
        } catch (SQLException broken) {
            synchronized (this) {
                failure = broken;
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look(PreparedStatement locks, long nanos) throws SQLException {
        Map<String, Integer> held = new TreeMap<>();
        Map<String, Boolean> waited = new TreeMap<>();
        try (ResultSet rows = locks.executeQuery()) {
            while (rows.next()) {
                if (rows.getBoolean(3)) {
                    held.merge(rows.getString(1), MODES.indexOf(rows.getString(2)), Math::max);
                } else {
                    waited.put(rows.getString(1), true);
                }
            }
        }
        held.forEach((relation, mode) -> of(relation).held(mode, nanos));
        waited.forEach((relation, yes) -> of(relation).waited += nanos);
    }

    private Sample of(String relation) {
        return samples.computeIfAbsent(relation, name -> new Sample());
    }

    private static final class Sample {
        private int strongest = -1;
        private long held;
        private long waited;

        void held(int mode, long nanos) {
            if (mode > strongest) {
                strongest = mode;
                held = 0;
            }
            if (mode == strongest) {
                held += nanos;
            }
        }

        Lock lock(String relation) {
            String mode = strongest < 0 ? "" : MODES.get(strongest);
            return new Lock(relation, mode, Duration.ofNanos(held), Duration.ofNanos(waited));
        }
    }
}
