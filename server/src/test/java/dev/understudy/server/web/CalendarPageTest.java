package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.view.CalendarView.EventView;
import dev.understudy.server.web.DayRow.Bar;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When production may change, and when people work. */
@Timeout(60)
final class CalendarPageTest {

    private static final String CALENDAR = "/projects/acme/calendar";
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void aReleaseIsPlannedByTheClockThatIsShownAndStandsOnThePicture() throws Exception {
        Browser bo = visits.of("bo");
        String day = LocalDate.now(MADRID).plusDays(8).toString();

        HttpResponse<String> done = Visits.send(
                bo, CALENDAR + "/plan", "release", Showroom.OPEN, "at", day + "T20:30", "timezone", "Europe/Madrid");

        assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
        Instant at = LocalDate.parse(day).atTime(20, 30).atZone(MADRID).toInstant();
        assertThat(visits.desk().said()).containsExactly("bo plans " + Showroom.OPEN + " " + at);
        assertThat(bo.get(CALENDAR + "?timezone=Europe/Madrid").body())
                .contains("data-release=\"" + Showroom.OPEN + "\"", "data-day=\"" + day + "\"", "x=\"695.0\"")
                .as("one of a few seconds can be seen, and dragged")
                .containsPattern("width=\"[1-9][0-9.]*\"[^>]*data-release=\"" + Showroom.OPEN);
        assertThat(Visits.send(bo, CALENDAR + "/plan", "release", Showroom.OPEN).statusCode())
                .isEqualTo(303);
        assertThat(visits.desk().said()).endsWith("bo plans " + Showroom.OPEN + " null");
    }

    @Test
    void whatIsNoTimeOrNoZoneIsRefusedOnThePage() throws Exception {
        Browser bo = visits.of("bo");
        assertThat(Visits.send(bo, CALENDAR + "/plan", "release", Showroom.OPEN, "at", "soon")
                        .body())
                .contains("server.bad-time", "<svg");
        assertThat(bo.get(CALENDAR + "?timezone=Mars").body()).contains("server.bad-timezone");
        assertThat(visits.desk().said()).isEmpty();
    }

    @Test
    void whoMayNotPlanSeesTheCalendarAndNoForm() throws Exception {
        assertThat(visits.of("ana").get(CALENDAR).body()).contains("<svg").doesNotContain("plan-form");
    }

    /** The night in which clocks go back has 25 hours, and its row 24: by the clock on the wall. */
    @Test
    void aWindowOverMidnightAndAChangeOfClocksStandsWhereTheClockShowsIt() {
        Instant from = Instant.parse("2026-10-24T20:00:00Z");
        Instant until = Instant.parse("2026-10-25T04:00:00Z");
        List<Long> hours = new ArrayList<>(Collections.nCopies(168, 0L));
        hours.set(5 * 24 + 9, 50L);

        List<DayRow> rows =
                DayRow.of(2, from, MADRID, hours, List.of(new EventView("window", from, until, "")), Locale.ENGLISH);

        assertThat(rows.get(0).label()).isEqualTo("Sat 24 Oct");
        assertThat(rows.get(1).label()).isEqualTo("Sun 25");
        assertThat(rows.get(0).bars()).containsExactly(new Bar("window", 22, 2, ""));
        assertThat(rows.get(1).bars()).containsExactly(new Bar("window", 0, 5, ""));
        assertThat(rows.get(0).load().get(9)).isEqualTo(1.0);
        assertThat(rows.get(1).load()).containsOnly(0.0);
    }
}
