package dev.understudy.process.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.view.TrafficView.Mark;
import dev.understudy.model.view.TrafficView.Point;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What was asked for, by the minute, in a real control plane. */
final class TrafficBookTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final TrafficBook book = new TrafficBook(database.jdbi());

    private static AccessEntry answer(long millis, int status, boolean held) {
        return new AccessEntry(NOW, Duration.ofMillis(millis), status, "GET", "/odoo", held);
    }

    private static Minute minute(Instant at, AccessEntry... entries) {
        Minute minute = new Minute(at);
        List.of(entries).forEach(minute::add);
        return minute;
    }

    @Test
    void aMinuteThatIsReadInPartsIsOneAndStepsHoldTheirMinutes() {
        book.add("staging", List.of(minute(NOW, answer(40, 200, false), answer(4_000, 503, true))));
        book.add("staging", List.of(minute(NOW, answer(45, 200, false), answer(60, 200, false))));
        book.add("staging", List.of(minute(NOW.plusSeconds(60), answer(200_000, 200, false))));
        book.add("production", List.of(minute(NOW, answer(40, 200, false))));

        List<Point> hour = book.points("staging", NOW.minusSeconds(600), Span.HOUR);
        assertThat(hour).hasSize(2);
        assertThat(hour.getFirst()).satisfies(point -> {
            assertThat(point.at()).isEqualTo(NOW);
            assertThat(point.requests()).isEqualTo(4);
            assertThat(point.failed()).isEqualTo(1);
            assertThat(point.held()).isEqualTo(1);
            assertThat(point.usualMillis()).as("two of four within 50 ms").isEqualTo(50);
            assertThat(point.slowMillis()).isBetween(3_000L, 5_000L);
        });
        assertThat(hour.getLast().usualMillis()).as("longer than all bounds").isEqualTo(60_000);
        assertThat(book.points("staging", NOW.minusSeconds(600), Span.DAY))
                .singleElement()
                .satisfies(point -> assertThat(point.requests()).isEqualTo(5));
    }

    @Test
    void odooIsAtWorkOnWhatWasNeitherHeldNorAWebsocket() {
        book.add("staging", List.of(minute(NOW, answer(40, 200, false), answer(4_000, 200, true))));
        book.add("staging", List.of(minute(NOW, answer(60, 500, false), answer(3_600_000, 101, false))));

        long busy = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT busy_millis FROM traffic_minute")
                        .mapTo(Long.class)
                        .one());
        assertThat(busy).isEqualTo(100);
    }

    @Test
    void whatMayNotBeWholeIsReadAgainAndWhatIsOldOrGoneIsForgotten() {
        book.add(
                "staging",
                List.of(minute(NOW.minusSeconds(60), answer(1, 200, false)), minute(NOW, answer(1, 200, false))));
        assertThat(book.until("staging")).contains(NOW);
        assertThat(book.until("gone")).isEmpty();
        book.forgetFrom("staging", NOW);
        assertThat(book.until("staging")).contains(NOW.minusSeconds(60));

        book.add("gone", List.of(minute(NOW, answer(1, 200, false))));
        book.forget(NOW.minusSeconds(60), List.of("staging"));
        assertThat(book.until("gone")).isEmpty();
        assertThat(book.until("staging")).isPresent();
        book.forget(NOW, List.of("staging"));
        assertThat(book.until("staging")).isEmpty();
    }

    @Test
    void theDeploysOfTheTimeAreMarked() {
        database.jdbi().useHandle(handle -> handle.execute("""
                INSERT INTO run (recipe, environment, reads, release, arguments, asked_by, status, created_at, finished_at)
                VALUES ('deploy', 'staging', '{}', 'r12', '{}', 'bo', 'succeeded', '2036-03-02T09:00Z', '2036-03-02T09:10Z'),
                       ('backup', 'staging', '{}', '', '{}', 'bo', 'succeeded', '2036-03-02T09:00Z', '2036-03-02T09:11Z'),
                       ('deploy', 'production', '{}', 'r12', '{}', 'bo', 'failed', '2036-03-02T09:00Z', '2036-03-02T09:12Z'),
                       ('deploy', 'staging', '{}', 'r11', '{}', 'bo', 'succeeded', '2036-03-01T09:00Z', '2036-03-01T09:10Z')"""));
        assertThat(book.marks("staging", NOW.minusSeconds(3600)))
                .containsExactly(
                        new Mark(Instant.parse("2036-03-02T09:10:00Z"), "run-1", "deploy", "r12", "succeeded"));
    }
}
