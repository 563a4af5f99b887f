package dev.understudy.model.config;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A weekly time in which production may change.
 *
 * @param days on which it begins
 * @param to at or before {@code from}: it ends on the following day
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId timezone) {
    public Window {
        days = Set.copyOf(days);
    }
}
