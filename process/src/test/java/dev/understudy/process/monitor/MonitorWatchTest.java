package dev.understudy.process.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.Kind;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.Ports;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.view.MonitorView.Point;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.targets.host.MachineUse.Sum;
import dev.understudy.targets.runtime.Instance.Slot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is noted of what environments take, in a real control plane. */
@Timeout(120)
final class MonitorWatchTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");
    private static final long MEGABYTE = 1 << 20;

    @AutoClose
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final MonitorBook book = new MonitorBook(database.jdbi());
    private double seconds = 100;
    private long memory = 300 * MEGABYTE;

    @Test
    void whatIsAtWorkIsNotedEachMinuteAndWhatRestsNowAndThen() {
        MonitorWatch watch = watch();
        for (int minute = 0; minute <= 5; minute++) {
            watch.look(NOW.plusSeconds(60L * minute));
            seconds += 30;
        }
        List<Point> points = book.points("staging", NOW, Span.HOUR);
        assertThat(points).hasSize(5).allSatisfy(point -> {
            assertThat(point.processors()).isEqualTo(0.5);
            assertThat(point.memory()).isEqualTo(300 * MEGABYTE);
        });

        seconds -= 30;
        for (int minute = 6; minute <= 22; minute++) {
            watch.look(NOW.plusSeconds(60L * minute));
        }
        assertThat(rows()).as("one for a quarter of an hour").isEqualTo(6);
        assertThat(book.points("staging", NOW, Span.HOUR))
                .as("it is told of all of it")
                .hasSize(20)
                .last()
                .satisfies(point -> assertThat(point.processors()).isZero());
    }

    @Test
    void workersAreBusyForAsLongAsRequestsTook() {
        book.add("staging", new Sample(NOW.plusSeconds(120), 120, 0.5, 1, Optional.empty()));
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO traffic_minute (environment, at, requests, failed, held, took, busy_millis)"
                                + " VALUES ('staging', ?, 9, 0, 0, '{}', 90000)",
                        NOW.plusSeconds(60)));

        assertThat(book.points("staging", NOW, Span.HOUR))
                .extracting(Point::busy)
                .containsExactly(0.0, 1.5);
    }

    @Test
    void oneThatCannotBeLookedAtKeepsNothingElseFromBeingDone() {
        MonitorWatch watch = new MonitorWatch(
                environments(),
                (_, _) -> {
                    throw new IllegalStateException("a secret is not set");
                },
                _ -> Optional.empty(),
                book);

        watch.look(NOW);

        assertThat(rows()).isZero();
    }

    @Test
    void whatBeginsAnewCountsFromNothing() {
        MonitorWatch watch = watch();
        watch.look(NOW);
        seconds = 5;
        watch.look(NOW.plusSeconds(60));
        seconds = 11;
        watch.look(NOW.plusSeconds(120));

        assertThat(book.points("staging", NOW, Span.HOUR))
                .singleElement()
                .satisfies(point -> assertThat(point.processors()).isEqualTo(0.1));
    }

    @Test
    void aDayIsKeptByTheMinuteAndAMonthByTheQuarterOfAnHour() {
        for (int minute = 1; minute <= 60; minute++) {
            book.add("staging", new Sample(NOW.plusSeconds(60L * minute), 60, minute % 2, minute, Optional.empty()));
        }
        book.forget(NOW.plus(Duration.ofHours(2)), Duration.ofDays(31), List.of("staging"));
        assertThat(rows()).isEqualTo(60);

        book.forget(NOW.plus(Duration.ofHours(27)), Duration.ofDays(31), List.of("staging"));
        assertThat(rows()).isLessThanOrEqualTo(5);
        assertThat(book.points("staging", NOW.minusSeconds(1800), Span.MONTH))
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.processors()).isBetween(0.49, 0.51);
                    assertThat(point.memory()).isEqualTo(60);
                });

        book.forget(NOW.plus(Duration.ofDays(40)), Duration.ofDays(31), List.of("staging"));
        assertThat(rows()).isZero();
    }

    @Test
    void theDatabaseTellsOfItsConnectionsAndOfWhatTakesLong() throws Exception {
        Direct odoo = new Direct(TestPostgres.shared().newDatabase());
        MonitorWatch watch = new MonitorWatch(environments(), this::use, _ -> Optional.of(odoo.doors()), book);
        Thread slow =
                Thread.ofVirtual().start(() -> odoo.rows("SELECT 'a secret', pg_sleep(6) FROM generate_series(1, 1)"));
        watch.look(NOW);
        Instant deadline = Instant.now().plusSeconds(30);
        int minute = 1;
        while (book.statements("staging", NOW).isEmpty() && Instant.now().isBefore(deadline)) {
            seconds += 30;
            watch.look(NOW.plusSeconds(60L * minute++));
        }
        slow.join();

        assertThat(book.statements("staging", NOW)).singleElement().satisfies(one -> {
            assertThat(one.statement()).isEqualTo("SELECT ?, pg_sleep(?) FROM generate_series(?)");
            assertThat(one.longestMillis()).isGreaterThanOrEqualTo(1_000);
        });
        assertThat(book.points("staging", NOW, Span.HOUR)).anySatisfy(point -> {
            assertThat(point.connections()).isGreaterThanOrEqualTo(1);
            assertThat(point.active()).isGreaterThanOrEqualTo(1);
            assertThat(point.databaseBytes()).isGreaterThan(MEGABYTE);
        });
    }

    private Sum use(Environment environment, Instant at) {
        return new Sum(at, seconds, memory, 3);
    }

    private MonitorWatch watch() {
        return new MonitorWatch(environments(), this::use, _ -> Optional.empty(), book);
    }

    private int rows() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM machine_use")
                        .mapTo(Integer.class)
                        .one());
    }

    private Environments environments() {
        Environments environments = new Environments(
                database.jdbi(), new EnvironmentRules(Path.of("/nowhere"), false, () -> new PortRange(8100, 8199)));
        environments.save(new Environment(
                "staging",
                Kind.COPY,
                State.READY,
                "",
                "acme",
                8100,
                Ports.postgres(8100),
                Slot.BLUE,
                "",
                "",
                true,
                true,
                false,
                1,
                NOW,
                NOW));
        return environments;
    }
}
