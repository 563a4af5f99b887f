package dev.understudy.bench.pages;

import dev.understudy.engine.environment.Ports;
import dev.understudy.targets.host.SystemUsers;
import java.nio.file.Path;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A month of use of a project's environments in its control plane, as if they had been: what was asked for in each minute, what it
 * took of the machine, slow statements, terminals. The environments are in maintenance: nobody starts them.
 */
final class LongUse {

    private static final int MINUTES = 30 * 24 * 60;
    private static final int TERMINALS = 200;
    private static final int STATEMENTS = 50;

    private final Jdbi control;

    LongUse(Jdbi control) {
        this.control = control;
    }

    /**
     * Writes it, unless it is there.
     *
     * @param home of the project
     * @param base the first port of production's block; the next block is staging's
     */
    void write(Path home, int base) {
        control.useTransaction(handle -> {
            boolean there = handle.createQuery("SELECT EXISTS (SELECT FROM environment)")
                    .mapTo(Boolean.class)
                    .one();
            if (!there) {
                environment(handle, home, "production", "LIVE", base);
                environment(handle, home, "staging", "COPY", base + Ports.BLOCK);
                minutes(handle);
                machine(handle);
                statements(handle);
                terminals(handle);
            }
        });
        control.useHandle(handle -> handle.execute("ANALYZE"));
    }

    private static void environment(Handle handle, Path home, String name, String kind, int base) {
        handle.createUpdate("""
                        INSERT INTO environment (name, kind, state, os_user, database_name, port, postgres_port, slot,
                               release_id, odoo_password, neutralized, fenced, quiet, generation, created_at, copied_at)
                        VALUES (:name, :kind, 'MAINTENANCE', :user, 'acme', :port, :postgres, 'BLUE', 'r90', 'none', :copy, :copy,
                                :copy, 1, :at, CASE WHEN :copy THEN :at::timestamptz END)""")
                .bind("name", name)
                .bind("kind", kind)
                .bind("copy", kind.equals("COPY"))
                .bind("user", SystemUsers.ofEnvironment(home, name))
                .bind("port", base)
                .bind("postgres", Ports.postgres(base))
                .bind("at", java.sql.Timestamp.from(Instant.now()))
                .execute();
    }

    /** Of both, in each minute of the month; the last of the times is for what took longer than all. */
    private static void minutes(Handle handle) {
        handle.createUpdate("""
                        INSERT INTO traffic_minute (environment, at, requests, failed, held, busy_millis, took)
                        SELECT name, date_trunc('minute', now()) - n * interval '1 minute', 100 + n % 300, n % 97 / 96,
                               n % 1440 / 1439, 20000 + n % 20000,
                               ARRAY[10, 10, 10, 10, 20, 20, 10, 5 + n % 300, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
                          FROM environment, generate_series(1, :minutes) AS n""").bind("minutes", MINUTES).execute();
    }

    /** By the minute for a day, by the quarter of an hour for a month, as they are kept. */
    private static void machine(Handle handle) {
        handle.createUpdate("""
                        INSERT INTO machine_use
                               (environment, at, seconds, processors, memory, connections, active, database_bytes)
                        SELECT name, date_trunc('hour', now()) - n * interval '1 minute', CASE WHEN n < 1440 THEN 60 ELSE 900 END,
                               0.1 + n % 19 / 10.0, 900000000 + n * 1000, 20 + n % 30, n % 8, 4000000000 + n::bigint * 100000
                          FROM environment, generate_series(1, :minutes) AS n
                         WHERE n < 1440 OR n % 15 = 0""").bind("minutes", MINUTES).execute();
    }

    private static void statements(Handle handle) {
        handle.createUpdate("""
                        INSERT INTO slow_statement (environment, statement, digest, seen, longest, first_at, last_at)
                        SELECT name, 'SELECT sum(amount_total) FROM sale_order WHERE partner_id = $1 AND state = $2 /* ' || n || ' */',
                               md5(name || n), n, 1000 * n, now() - interval '20 days', now() - n * interval '10 minutes'
                          FROM environment, generate_series(1, :most) AS n""").bind("most", STATEMENTS).execute();
    }

    private static void terminals(Handle handle) {
        handle.createUpdate("""
                        INSERT INTO terminal (id, environment, program, who, reason, opened_at, ended_at, why, bytes, digest)
                        SELECT name || n, name, CASE WHEN n % 2 = 0 THEN 'psql' ELSE 'shell' END, 'bo', 'ticket ' || n,
                               now() - n * interval '3 hours', now() - n * interval '3 hours' + interval '20 minutes', 'left',
                               20000, md5(n::text)
                          FROM environment, generate_series(1, :most) AS n""").bind("most", TERMINALS).execute();
    }
}
