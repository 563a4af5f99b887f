package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;

/**
 * When production may change and may not, and what is planned.
 *
 * @param timezone by whose clock the windows are written; UTC where there are none
 * @param events in order
 * @param ics the same as iCalendar
 */
public record CalendarView(String timezone, List<EventView> events, String ics) {

    public CalendarView {
        events = List.copyOf(events);
    }

    /**
     * One of them.
     *
     * @param kind {@code window}, {@code closure} or {@code release}
     */
    public record EventView(String kind, Instant from, Instant until, String title) {}
}
