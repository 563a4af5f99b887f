package dev.understudy.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.calendar.ReleaseCalendar.Opening.Closed;
import dev.understudy.model.calendar.ReleaseCalendar.Opening.Open;
import dev.understudy.model.calendar.ReleaseCalendar.Why;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Windows allow, closures forbid, closures win: the ways in which other systems got it wrong among them. */
class ReleaseCalendarTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Window EVENING = window(DayOfWeek.TUESDAY, "20:00", "23:00");
    private static final Closure INVENTORY = closure("2026-12-01T00:00:00Z", "2026-12-08T00:00:00Z");

    private static Window window(DayOfWeek day, String from, String to) {
        return new Window(Set.of(day), LocalTime.parse(from), LocalTime.parse(to), MADRID);
    }

    private static Closure closure(String from, String until) {
        return new Closure(new Span(Instant.parse(from), Instant.parse(until)), "Inventory");
    }

    private static ReleaseCalendar of(List<Window> windows, Closure... closures) {
        return new ReleaseCalendar(windows, List.of(closures));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void withoutWindowsAnyTimeIsAllowed() {
        assertThat(ReleaseCalendar.ALWAYS.at(at("2026-12-01T12:00:00Z"), Duration.ofDays(3)))
                .isEqualTo(new Open(Optional.empty()));
    }

    @Test
    void aWindowHasItsBeginningAndNotItsEnd() {
        ReleaseCalendar calendar = of(List.of(EVENING));

        assertThat(calendar.at(at("2026-12-01T18:59:59Z"), Duration.ZERO)).isInstanceOf(Closed.class);
        assertThat(calendar.at(at("2026-12-01T19:00:00Z"), Duration.ZERO)).isInstanceOf(Open.class);
        assertThat(calendar.at(at("2026-12-01T21:59:59Z"), Duration.ZERO)).isInstanceOf(Open.class);
        assertThat(calendar.at(at("2026-12-01T22:00:00Z"), Duration.ZERO)).isInstanceOf(Closed.class);
    }

    @Test
    void whatIsPredictedMustFit() {
        ReleaseCalendar calendar = of(List.of(EVENING));

        assertThat(calendar.at(at("2026-12-01T21:50:00Z"), TEN_MINUTES))
                .isEqualTo(new Open(Optional.of(at("2026-12-01T21:50:00Z"))));
        assertThat(calendar.at(at("2026-12-01T21:50:01Z"), TEN_MINUTES))
                .isEqualTo(new Closed(Why.TOO_SHORT, "", Optional.of(at("2026-12-08T19:00:00Z"))));
    }

    @Test
    void whatFitsInNoWindowHasNoTime() {
        assertThat(of(List.of(EVENING)).next(at("2026-12-01T12:00:00Z"), Duration.ofHours(4)))
                .isEmpty();
    }

    @Test
    void aClosureWinsAndSaysWhy() {
        ReleaseCalendar calendar = of(List.of(EVENING), INVENTORY);

        assertThat(calendar.at(at("2026-12-01T20:00:00Z"), TEN_MINUTES))
                .isEqualTo(new Closed(Why.CLOSURE, "Inventory", Optional.of(at("2026-12-08T19:00:00Z"))));
    }

    @Test
    void aClosureForbidsNothingOutsideItsTime() {
        ReleaseCalendar calendar = of(List.of(), INVENTORY);

        assertThat(calendar.at(at("2026-12-08T00:00:00Z"), TEN_MINUTES)).isInstanceOf(Open.class);
        assertThat(calendar.at(at("2026-11-30T23:50:00Z"), TEN_MINUTES)).isInstanceOf(Open.class);
        assertThat(calendar.at(at("2026-11-30T23:50:01Z"), TEN_MINUTES)).isInstanceOf(Closed.class);
    }

    @Test
    void aClosureOfTheFutureForbidsNothingToday() {
        assertThat(of(List.of(), INVENTORY).at(at("2026-11-20T12:00:00Z"), TEN_MINUTES))
                .isInstanceOf(Open.class);
    }

    @Test
    void aStartPlannedAfterAClosureIsAllowedWhileItLasts() {
        // The question is about the planned start; what is closed at the moment of asking does not matter.
        assertThat(of(List.of(EVENING), INVENTORY).at(at("2026-12-08T20:00:00Z"), TEN_MINUTES))
                .isInstanceOf(Open.class);
    }

    @Test
    void severalWindowsAllowEachOfTheirTimes() {
        ReleaseCalendar calendar = of(List.of(EVENING, window(DayOfWeek.THURSDAY, "06:00", "07:00")));

        assertThat(calendar.at(at("2026-12-01T20:00:00Z"), TEN_MINUTES)).isInstanceOf(Open.class);
        assertThat(calendar.at(at("2026-12-03T05:30:00Z"), TEN_MINUTES)).isInstanceOf(Open.class);
        assertThat(calendar.at(at("2026-12-02T05:30:00Z"), TEN_MINUTES)).isInstanceOf(Closed.class);
    }

    @Test
    void windowsThatOverlapAreOneTime() {
        ReleaseCalendar calendar = of(List.of(EVENING, window(DayOfWeek.TUESDAY, "22:00", "02:00")));

        assertThat(calendar.at(at("2026-12-01T19:30:00Z"), Duration.ofHours(5))).isInstanceOf(Open.class);
        assertThat(calendar.at(at("2026-12-01T21:30:00Z"), Duration.ofHours(4)))
                .isInstanceOfSatisfying(
                        Closed.class, closed -> assertThat(closed.why()).isEqualTo(Why.TOO_SHORT));
    }

    @Test
    void aWindowOverMidnightIsOpenOnTheNextDay() {
        assertThat(of(List.of(window(DayOfWeek.TUESDAY, "22:00", "02:00"))).at(at("2026-12-02T00:30:00Z"), TEN_MINUTES))
                .isInstanceOf(Open.class);
    }

    @Test
    void aWindowFarAheadIsStillFound() {
        ReleaseCalendar calendar = of(List.of(EVENING), closure("2026-12-01T00:00:00Z", "2027-10-01T00:00:00Z"));

        assertThat(calendar.next(at("2026-12-01T20:00:00Z"), TEN_MINUTES)).contains(at("2027-10-05T18:00:00Z"));
    }

    @Test
    void theHourOfAWindowFollowsTheClockOfItsZone() {
        ReleaseCalendar calendar = of(List.of(EVENING));

        assertThat(calendar.next(at("2026-10-20T00:00:00Z"), TEN_MINUTES)).contains(at("2026-10-20T18:00:00Z"));
        assertThat(calendar.next(at("2026-10-27T00:00:00Z"), TEN_MINUTES)).contains(at("2026-10-27T19:00:00Z"));
    }

    @Test
    void anHourThatDoesNotExistIsNotInAWindow() {
        // In Madrid, 02:00 to 03:00 was left out on 28 March 2027.
        ReleaseCalendar none = of(List.of(window(DayOfWeek.SUNDAY, "02:00", "03:00")));
        ReleaseCalendar some = of(List.of(window(DayOfWeek.SUNDAY, "01:30", "03:30")));

        assertThat(none.next(at("2027-03-27T00:00:00Z"), Duration.ZERO)).contains(at("2027-04-04T00:00:00Z"));
        assertThat(some.at(at("2027-03-28T00:30:00Z"), Duration.ofHours(1)))
                .isEqualTo(new Open(Optional.of(at("2027-03-28T00:30:00Z"))));
    }

    @Test
    void anHourThatComesTwiceIsInAWindowTwice() {
        // In Madrid, 02:00 to 03:00 came twice on 25 October 2026.
        ReleaseCalendar calendar = of(List.of(window(DayOfWeek.SUNDAY, "02:00", "03:00")));

        assertThat(calendar.open(new Span(at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z"))))
                .containsExactly(new Span(at("2026-10-25T00:00:00Z"), at("2026-10-25T02:00:00Z")));
    }

    @Test
    void whatIsFoundIsOpenByEveryWindowAndClosure() {
        Random random = new Random(20261129);
        for (int round = 0; round < 400; round++) {
            List<Window> windows = List.of(any(random), any(random));
            Instant from = at("2026-01-01T00:00:00Z").plusSeconds(random.nextLong(365L * 86_400));
            Closure closure = new Closure(new Span(from, from.plusSeconds(random.nextLong(1, 20L * 86_400))), "");
            Duration longest = Duration.ofMinutes(random.nextLong(1, 120));

            Optional<Instant> next = of(windows, closure).next(from, longest);

            next.ifPresent(start -> {
                for (Instant one :
                        List.of(start, start.plus(longest.dividedBy(2)), start.plus(longest.minusMillis(1)))) {
                    assertThat(closure.span().contains(one)).isFalse();
                    assertThat(windows).anyMatch(window -> shows(window, one));
                }
            });
        }
    }

    private static Window any(Random random) {
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7)));
        LocalTime from = LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
        return new Window(
                days,
                from,
                from.plusMinutes(30L * random.nextInt(1, 16)),
                ZoneId.of(List.of("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "UTC")
                        .get(random.nextInt(4))));
    }

    /** Whether the clock on the wall shows a time of the window. */
    private static boolean shows(Window window, Instant at) {
        LocalDate day = at.atZone(window.timezone()).toLocalDate();
        LocalTime time = at.atZone(window.timezone()).toLocalTime();
        boolean over = !window.to().isAfter(window.from());
        boolean today = window.days().contains(day.getDayOfWeek())
                && !time.isBefore(window.from())
                && (over || time.isBefore(window.to()));
        boolean yesterday =
                over && window.days().contains(day.minusDays(1).getDayOfWeek()) && time.isBefore(window.to());
        return today || yesterday;
    }
}
