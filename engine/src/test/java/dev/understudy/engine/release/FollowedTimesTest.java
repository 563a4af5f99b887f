package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What following took, and stopping what is followed: from that a take-over is forecast. */
@Timeout(60)
class FollowedTimesTest {

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
    private final Forecasts forecasts = new Forecasts(database.jdbi());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isTheTimeFromTheDataToTheFirstAnswerOfThoseThatSucceededTheSameWay() {
        run("follow", "succeeded", "bring-data", "false", 40, "serve-requests", 50);
        run("follow", "succeeded", "bring-data", "true", 4, "serve-requests", 7);
        run("follow", "failed", "bring-data", "true", 1, "serve-requests", 2);
        run("follow", "succeeded", "bring-data", "true", 5, "serve-requests", 9);

        assertThat(forecasts.followed("production", true)).containsExactly(9_000L, 7_000L);
        assertThat(forecasts.followed("production", false)).containsExactly(50_000L);
        assertThat(forecasts.followed("staging", false)).isEmpty();
    }

    @Test
    void aCopyTellsSinceWhenItFollowsAndWhenItWasBroughtUpToDate() {
        assertThat(forecasts.brought("production")).isEmpty();

        run("follow", "failed", "bring-data", "", 1, "serve-requests", 2);
        run("follow", "succeeded", "bring-data", "true", 4, "serve-requests", 7);
        begunAt(run("follow", "succeeded", "bring-data", "true", 64, "serve-requests", 67), 60);

        assertThat(forecasts.brought("production"))
                .contains(new Forecasts.Brought(Instant.EPOCH, Instant.ofEpochSecond(60)));

        run("give-back", "succeeded", "hold-requests", "", 70, "serve-requests", 71);

        assertThat(forecasts.brought("production")).as("it went its own way").isEmpty();
    }

    private void begunAt(long run, int second) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE step SET started_at = to_timestamp(?) WHERE run = ? AND position = 0", second, run));
    }

    @Test
    void aStopThatDidNotHoldIsNotCounted() {
        run("take-over", "undone", "hold-requests", "", 1, "stop-followed", 3);
        long held = run("take-over", "undone", "hold-requests", "", 1, "stop-followed", 90);
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE step SET fault = '{}' WHERE run = ? AND name = 'stop-followed'", held));

        assertThat(forecasts.stopped("production")).containsExactly(3_000L);
    }

    /** A run, by a standby or not, whose first step began at 0, and whose steps ended at so many seconds. */
    private long run(
            String recipe, String status, String first, String byStandby, int firstEnd, String last, int lastEnd) {
        return database.jdbi().withHandle(handle -> {
            long number = handle.createQuery(
                            "INSERT INTO run (recipe, environment, reads, release, arguments, asked_by, status, created_at)"
                                    + " VALUES (:recipe, 'production', '{}', '', '{}', 'me', :status, now()) RETURNING number")
                    .bind("recipe", recipe)
                    .bind("status", status)
                    .mapTo(Long.class)
                    .one();
            String step = "INSERT INTO step (run, position, name, reversible, cancellable, status, started_at,"
                    + " finished_at) VALUES (?, ?, ?, false, true, 'succeeded', to_timestamp(0), to_timestamp(?))";
            handle.execute(step, number, 0, first, firstEnd);
            handle.execute(step, number, 1, last, lastEnd);
            handle.execute(
                    "INSERT INTO fact (run, name, value, step, set_at) VALUES (?, ?, ?, ?, now())",
                    number,
                    Forecasts.BY_STANDBY,
                    byStandby,
                    first);
            return number;
        });
    }
}
