package dev.understudy.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import dev.understudy.model.calendar.CalendarFile.Event;
import dev.understudy.model.calendar.CalendarFile.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarFileTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static Span span(String from, String until) {
        return new Span(Instant.parse(from), Instant.parse(until));
    }

    @Test
    void whatIsWrittenIsWhatTheStandardAsksFor() {
        String text = CalendarFile.write(
                "acme",
                List.of(new Event(
                        "r7@acme", span("2026-12-01T19:00:00Z", "2026-12-01T19:10:00Z"), "r7; sales, stock", "")),
                NOW);

        assertThat(text).isEqualTo("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Understudy//Releases//EN
                X-WR-CALNAME:acme
                BEGIN:VEVENT
                UID:r7@acme
                DTSTAMP:20261129T120000Z
                DTSTART:20261201T190000Z
                DTEND:20261201T191000Z
                SUMMARY:r7\\; sales\\, stock
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"));
    }

    @Test
    void noLineIsLongerThan75BytesAndNoCharacterIsCut() throws Exception {
        String title = "Actualización de producción: contabilidad, almacén y ventas ✓ "
                .repeat(5)
                .strip();

        String text = CalendarFile.write(
                "acme",
                List.of(new Event("1", span("2026-12-01T19:00:00Z", "2026-12-01T20:00:00Z"), title, "a\nb")),
                NOW);

        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(CalendarFile.closures(text, MADRID))
                .containsExactly(new Closure(span("2026-12-01T19:00:00Z", "2026-12-01T20:00:00Z"), title));
    }

    @Test
    void daysAndLocalTimesAreOfTheirZone() throws Exception {
        String text = """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20261225
                SUMMARY:Navidad
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;TZID="America/New_York":20261127T090000
                DTEND;TZID=America/New_York:20261127T180000
                SUMMARY:Black
                  Friday
                END:VEVENT
                END:VCALENDAR
                """;

        assertThat(CalendarFile.closures(text, MADRID))
                .containsExactly(
                        new Closure(span("2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z"), "Navidad"),
                        new Closure(span("2026-11-27T14:00:00Z", "2026-11-27T23:00:00Z"), "Black Friday"));
    }

    @Test
    void anEventThatComesAgainIsNotReadAsOne() {
        String text = """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20261225
                RRULE:FREQ=YEARLY
                END:VEVENT
                END:VCALENDAR
                """;

        assertThatThrownBy(() -> CalendarFile.closures(text, MADRID))
                .isInstanceOfSatisfying(UnreadableException.class, unreadable -> {
                    assertThat(unreadable.line()).isEqualTo(4);
                    assertThat(unreadable.shown()).isEqualTo("RRULE:FREQ=YEARLY");
                });
    }

    @Test
    void whatIsNoCalendarIsRefused() {
        for (String text :
                List.of("", "<html>", "BEGIN:VEVENT\nEND:VEVENT", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT")) {
            assertThatThrownBy(() -> CalendarFile.closures(text, MADRID)).isInstanceOf(UnreadableException.class);
        }
    }

    @Test
    void anotherLibraryReadsWhatIsWritten() {
        String title = "r7: ventas, almacén; ¡atención! ".repeat(4).strip();
        String text = CalendarFile.write(
                "acme",
                List.of(new Event(
                        "r7@acme", span("2026-12-01T19:00:00Z", "2026-12-01T19:10:00Z"), title, "One line\nanother\\")),
                NOW);

        List<ICalendar> read = Biweekly.parse(text).all();

        assertThat(read)
                .singleElement()
                .satisfies(calendar -> assertThat(
                                calendar.validate(ICalVersion.V2_0).isEmpty())
                        .isTrue());
        VEvent event = read.getFirst().getEvents().getFirst();
        assertThat(event.getUid().getValue()).isEqualTo("r7@acme");
        assertThat(event.getSummary().getValue()).isEqualTo(title);
        assertThat(event.getDescription().getValue()).isEqualTo("One line\nanother\\");
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(Instant.parse("2026-12-01T19:00:00Z"));
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo(Instant.parse("2026-12-01T19:10:00Z"));
    }
}
