package dev.understudy.server.web;

import dev.understudy.model.view.CalendarView.EventView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A day on the calendar, drawn as a row of 24 hours by the clock of a zone.
 *
 * @param label the day of the week and of the month, e.g. {@code Mon 30}; the first of all and of a month name the month
 * @param first whether it begins a week
 * @param load how much people do in each hour usually, from 0 to 1; all 0 where nobody knows
 * @param bars what lies over it
 */
public record DayRow(LocalDate day, String label, boolean first, List<Double> load, List<Bar> bars) {

    private static final int HOURS = 24;
    private static final double HOUR_SECONDS = 3600;

    /** So that a short one is seen. */
    private static final double LEAST = 0.25;

    public DayRow {
        load = List.copyOf(load);
        bars = List.copyOf(bars);
    }

    /**
     * A stretch of the day.
     *
     * @param kind {@code window}, {@code closure} or {@code release}
     * @param from the hour at which it begins, with its fraction
     * @param hours how long it is
     */
    public record Bar(String kind, double from, double hours, String title) {}

    /**
     * So many days from a moment on.
     *
     * @param hours 168 numbers from Monday at midnight; empty where nobody knows
     */
    static List<DayRow> of(
            int days, Instant from, ZoneId zone, List<Long> hours, List<EventView> events, Locale locale) {
        LocalDate today = from.atZone(zone).toLocalDate();
        long most = hours.stream().mapToLong(Long::longValue).max().orElse(0);
        return IntStream.range(0, days)
                .mapToObj(today::plusDays)
                .map(day -> of(day, zone, load(day, hours, most), events, label(day, day.equals(today), locale)))
                .toList();
    }

    private static DayRow of(LocalDate day, ZoneId zone, List<Double> load, List<EventView> events, String label) {
        List<Bar> bars = new ArrayList<>();
        for (EventView event : events) {
            LocalDateTime begin = event.from().atZone(zone).toLocalDateTime();
            LocalDateTime end = event.until().atZone(zone).toLocalDateTime();
            double first = Math.max(0, hour(day, begin));
            double last = Math.min(HOURS, hour(day, end));
            if (last > first) {
                bars.add(new Bar(event.kind(), first, Math.max(LEAST, last - first), event.title()));
            }
        }
        return new DayRow(day, label, day.getDayOfWeek().getValue() == 1, load, bars);
    }

    private static String label(LocalDate day, boolean first, Locale locale) {
        String name = day.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale) + " " + day.getDayOfMonth();
        return first || day.getDayOfMonth() == 1
                ? name + " " + day.getMonth().getDisplayName(TextStyle.SHORT, locale)
                : name;
    }

    /** Hours from a day's midnight by the clock on the wall, whatever is done to clocks that day. */
    private static double hour(LocalDate day, LocalDateTime moment) {
        return Duration.between(day.atStartOfDay(), moment).toSeconds() / HOUR_SECONDS;
    }

    private static List<Double> load(LocalDate day, List<Long> hours, long most) {
        int midnight = (day.getDayOfWeek().getValue() - 1) * HOURS;
        return IntStream.range(0, HOURS)
                .mapToObj(hour -> most == 0 ? 0.0 : (double) hours.get(midnight + hour) / most)
                .toList();
    }
}
