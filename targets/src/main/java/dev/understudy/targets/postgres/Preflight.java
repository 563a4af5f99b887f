package dev.understudy.targets.postgres;

import java.time.Duration;
import java.util.List;

/** What to know of a database before a release is performed on it. */
public final class Preflight {

    private final Reader database;

    public Preflight(Reader database) {
        this.database = database;
    }

    /**
     * A transaction that has been open for long: it may hold locks that the update waits for.
     *
     * @param pid of its backend
     * @param application as it calls itself
     * @param state {@code active}, {@code idle in transaction}…
     * @param age since it began
     */
    public record LongTransaction(long pid, String application, String state, Duration age) {}

    /**
     * Somebody who waits for a lock.
     *
     * @param pid who waits
     * @param blockers the backends that hold it
     * @param waited since the statement began
     */
    public record Waiting(long pid, String blockers, Duration waited) {}

    /**
     * A module that an unfinished operation left behind.
     *
     * @param state {@code to install}, {@code to upgrade} or {@code to remove}
     */
    public record PendingModule(String name, String state) {}

    public List<LongTransaction> longTransactions(Duration atLeast) {
        return database.rows("""
                        SELECT pid, application_name, state,
                               (extract(epoch FROM clock_timestamp() - xact_start) * 1000)::bigint
                          FROM pg_stat_activity
                         WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
                           AND clock_timestamp() - xact_start >= make_interval(secs => ?)
                         ORDER BY xact_start
                        """, atLeast.toMillis() / 1000.0).stream()
                .map(row -> new LongTransaction(
                        Long.parseLong(row.get(0)),
                        row.get(1),
                        row.get(2),
                        Duration.ofMillis(Long.parseLong(row.get(3)))))
                .toList();
    }

    public List<Waiting> waiting() {
        return database.rows("""
                        SELECT pid, array_to_string(pg_blocking_pids(pid), ' '),
                               (extract(epoch FROM clock_timestamp() - query_start) * 1000)::bigint
                          FROM pg_stat_activity
                         WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
                         ORDER BY query_start
                        """).stream()
                .map(row -> new Waiting(
                        Long.parseLong(row.get(0)), row.get(1), Duration.ofMillis(Long.parseLong(row.get(2)))))
                .toList();
    }

    /** Modules in a state between two others; none in a database without Odoo. */
    public List<PendingModule> pendingModules() {
        if (database.rows("SELECT 1 WHERE to_regclass('public.ir_module_module') IS NOT NULL")
                .isEmpty()) {
            return List.of();
        }
        return database
                .rows("SELECT name, state FROM public.ir_module_module WHERE state LIKE 'to %' ORDER BY name")
                .stream()
                .map(row -> new PendingModule(row.get(0), row.get(1)))
                .toList();
    }

    /** The size of the database on the disk. */
    public long bytes() {
        return Long.parseLong(database.rows("SELECT pg_database_size(current_database())")
                .getFirst()
                .getFirst());
    }

    /** {@code 15.18}. */
    public String serverVersion() {
        return database.rows("SHOW server_version").getFirst().getFirst();
    }
}
