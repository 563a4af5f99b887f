package dev.understudy.model.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A weekly time in which production may change. Where clocks are set forward, an hour that does not exist is not in it;
 * where they are set back, a beginning in the doubled hour is its first, and so is an end.
 *
 * @param days on which it begins
 * @param to at or before {@code from}: it ends on the following day
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId timezone) {
    public Window {
        days = Set.copyOf(days);
    }

    /** Its spans that are not over at the beginning of a stretch of time and begin before its end, in order. */
    public List<Span> spans(Span within) {
        List<Span> spans = new ArrayList<>();
        LocalDate last = within.end().atZone(timezone).toLocalDate();
        // One that began the day before may still be open.
        LocalDate first = within.start().atZone(timezone).toLocalDate().minusDays(1);
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek())) {
                Instant start = at(day, from);
                Instant end = at(to.isAfter(from) ? day : day.plusDays(1), to);
                if (end.isAfter(start) && end.isAfter(within.start()) && start.isBefore(within.end())) {
                    spans.add(new Span(start, end));
                }
            }
        }
        return spans;
    }

    private Instant at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, timezone).toInstant();
    }
}
