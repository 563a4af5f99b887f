package dev.understudy.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.WatchSettings;
import dev.understudy.model.config.WatchSettings.Then;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.edge.AccessEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TrafficComparisonTest {

    private static final Instant BEGAN = Instant.parse("2026-11-21T20:00:00Z");
    private static final Instant SERVED = BEGAN.plusSeconds(60);
    private static final WatchSettings MAY = new WatchSettings(Duration.ofMinutes(1), 0.02, 2, 0, Then.ROLL_BACK);

    private final TrafficComparison comparison = new TrafficComparison(BEGAN, SERVED);
    private Instant clock = SERVED.plusSeconds(30);

    @Test
    void asBeforeIsNoBreach() {
        before(1000, 200, 300);
        before(20, 500, 300);
        after(1000, 200, 350);
        after(25, 500, 350);

        assertThat(comparison.breach(MAY)).isEmpty();
        assertThat(comparison.told().in(Locale.ENGLISH))
                .startsWith("1,025 answers, 2.4 % failed (2.0 % before); 95 of 100 within 3");
    }

    @Test
    void moreFailuresThanBeforeAreABreach() {
        before(1000, 200, 300);
        after(480, 200, 300);
        after(10, 502, 300);
        after(10, 500, 300);

        assertThat(comparison.breach(MAY)).map(Fault::code).contains("watch.failing");
        assertThat(comparison.breach(MAY).orElseThrow().arguments()).startsWith("20", "500", "4.0", "0.0");
    }

    @Test
    void whatFailedAsOftenBeforeIsNoBreach() {
        before(900, 200, 300);
        before(100, 500, 300);
        after(90, 200, 300);
        after(11, 500, 300);

        assertThat(comparison.breach(MAY)).isEmpty();
    }

    @Test
    void fewAnswersProveNothing() {
        before(1000, 200, 300);
        after(49, 500, 9000);

        assertThat(comparison.breach(MAY)).isEmpty();
        assertThat(comparison.told().in(Locale.ENGLISH)).isEqualTo("49 answers, too few to compare");
    }

    @Test
    void twoFailuresProveNothing() {
        after(58, 200, 300);
        after(2, 500, 300);

        assertThat(comparison.breach(MAY)).isEmpty();
    }

    @Test
    void withoutAnHourBeforeFailuresCountAndTimesDoNot() {
        after(1000, 200, 9000);
        assertThat(comparison.breach(MAY)).isEmpty();

        after(100, 500, 300);
        assertThat(comparison.breach(MAY)).map(Fault::code).contains("watch.failing");
    }

    @Test
    void slowerAnswersAreABreach() {
        before(1000, 200, 300);
        after(300, 200, 900);

        assertThat(comparison.breach(MAY)).map(Fault::code).contains("watch.slower");
        assertThat(millis(0)).isBetween(855L, 945L);
        assertThat(millis(1)).isBetween(285L, 315L);
    }

    @Test
    void aSlowTwentiethIsUsual() {
        before(1000, 200, 300);
        after(100 + 960, 200, 300);
        after(40, 200, 20_000);

        assertThat(comparison.breach(MAY)).isEmpty();
    }

    @Test
    void whatNobodyNoticesIsNoBreach() {
        before(1000, 200, 20);
        after(1000, 200, 180);

        assertThat(comparison.breach(MAY)).isEmpty();
    }

    @Test
    void theFirstAnswersOfANewProcessMayBeSlow() {
        before(1000, 200, 300);
        after(100, 200, 5000);
        after(500, 200, 300);

        assertThat(comparison.breach(MAY)).isEmpty();
    }

    @Test
    void whatWasHeldAndWhatWaitedBehindItIsNotTimed() {
        before(1000, 200, 300);
        for (int request = 0; request < 300; request++) {
            Instant end = SERVED.plusMillis(20L * request);
            comparison.accept(new AccessEntry(end, Duration.ofSeconds(30), 200, "GET", "/odoo", true));
            comparison.accept(new AccessEntry(end, Duration.between(SERVED, end), 200, "GET", "/odoo", false));
        }
        comparison.accept(new AccessEntry(SERVED.plusSeconds(8), Duration.ofSeconds(4), 200, "GET", "/odoo", false));
        clock = SERVED.plusSeconds(9);
        after(300, 200, 300);

        assertThat(comparison.breach(MAY)).isEmpty();
        assertThat(comparison.told().in(Locale.ENGLISH)).contains("95 of 100 within 3", "601 answers");
    }

    @Test
    void anEarlierDeployOfTheHourDoesNotCount() {
        for (int request = 0; request < 500; request++) {
            comparison.accept(answer(BEGAN.minusSeconds(1000), 503, 60_000, "/odoo", true));
        }
        before(1000, 200, 300);
        after(300, 200, 900);
        assertThat(comparison.breach(MAY)).map(Fault::code).contains("watch.slower");

        after(50, 500, 300);
        assertThat(comparison.breach(MAY).orElseThrow().arguments()).startsWith("50", "350", "14.3", "0.0");
    }

    @Test
    void whatTheOldCodeEndsAnsweringDoesNotCount() {
        before(1000, 200, 300);
        for (int request = 0; request < 300; request++) {
            comparison.accept(answer(SERVED.plusSeconds(5), 500, 6000, "/report/pdf/1", false));
        }

        assertThat(comparison.told().in(Locale.ENGLISH)).isEqualTo("no answers, too few to compare");
    }

    @Test
    void websocketsAndWhoWentAwayDoNotCountAndFilesAreNotTimed() {
        before(1000, 200, 300);
        for (int request = 0; request < 300; request++) {
            clock = clock.plusMillis(200);
            comparison.accept(answer(clock, 101, 50, "/websocket", false));
            comparison.accept(answer(clock, 502, 50, "/longpolling/poll", false));
            comparison.accept(answer(clock, 0, 50, "/odoo", false));
            comparison.accept(answer(clock, 200, 9000, "/web/static/src/logo.png", false));
            comparison.accept(answer(clock, 200, 9000, "/web/assets/1/abc/web.assets_web.min.js", false));
        }

        assertThat(comparison.breach(MAY)).isEmpty();
        assertThat(comparison.told().in(Locale.ENGLISH)).isEqualTo("600 answers, 0.0 % failed (0.0 % before)");
    }

    private long millis(int argument) {
        return Long.parseLong(comparison.breach(MAY).orElseThrow().arguments().get(argument));
    }

    private void before(int count, int status, long millis) {
        for (int request = 0; request < count; request++) {
            comparison.accept(answer(BEGAN.minusSeconds(600), status, millis, "/odoo", false));
        }
    }

    private void after(int count, int status, long millis) {
        for (int request = 0; request < count; request++) {
            clock = clock.plusMillis(10);
            comparison.accept(answer(clock.plusMillis(millis), status, millis, "/odoo", false));
        }
    }

    private static AccessEntry answer(Instant ended, int status, long millis, String path, boolean held) {
        return new AccessEntry(ended, Duration.ofMillis(millis), status, "GET", path, held);
    }
}
