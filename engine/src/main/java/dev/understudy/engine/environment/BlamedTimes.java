package dev.understudy.engine.environment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * When an environment ran releases that were taken back. What it logged then stands in its logs, and is not known for it:
 * else the same release would pass its watch the second time.
 */
public final class BlamedTimes {

    private final Jdbi control;

    public BlamedTimes(Jdbi control) {
        this.control = control;
    }

    /** From a moment until before another. */
    public record Time(Instant since, Instant until) {

        public boolean contains(Instant moment) {
            return !moment.isBefore(since) && moment.isBefore(until);
        }
    }

    public List<Time> of(String environment) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT since, until FROM blamed_time WHERE environment = :environment")
                .bind("environment", environment)
                .map((row, context) -> new Time(
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("until").toInstant()))
                .list());
    }

    /** Adds a time; one of the same beginning becomes as long as the longer of both. */
    public void add(String environment, Instant since, Instant until) {
        control.useHandle(handle -> handle.execute("""
                INSERT INTO blamed_time (environment, since, until) VALUES (?, ?, ?)
                ON CONFLICT (environment, since) DO UPDATE SET until = greatest(blamed_time.until, excluded.until)
                """, environment, Timestamp.from(since), Timestamp.from(until)));
    }

    public void deleteAll(String environment) {
        control.useHandle(handle -> handle.execute("DELETE FROM blamed_time WHERE environment = ?", environment));
    }
}
