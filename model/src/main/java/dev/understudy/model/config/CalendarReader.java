package dev.understudy.model.config;

import dev.understudy.model.calendar.CalendarFile;
import dev.understudy.model.calendar.Closure;
import dev.understudy.model.calendar.ReleaseCalendar;
import dev.understudy.model.calendar.Span;
import dev.understudy.model.calendar.Window;
import dev.understudy.model.fault.Fault;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code windows} and {@code closures}. */
final class CalendarReader {

    static final List<String> WINDOW_KEYS = List.of("days", "from", "to", "timezone");
    static final List<String> CLOSURE_KEYS = List.of("from", "until", "timezone", "reason", "ics");

    private static final int LONGEST_REASON = 200;

    /** The days as the file writes them. */
    private enum Day {
        MON(DayOfWeek.MONDAY),
        TUE(DayOfWeek.TUESDAY),
        WED(DayOfWeek.WEDNESDAY),
        THU(DayOfWeek.THURSDAY),
        FRI(DayOfWeek.FRIDAY),
        SAT(DayOfWeek.SATURDAY),
        SUN(DayOfWeek.SUNDAY);

        private final DayOfWeek day;

        Day(DayOfWeek day) {
            this.day = day;
        }
    }

    private final NeighbourFiles neighbours;

    CalendarReader(NeighbourFiles neighbours) {
        this.neighbours = neighbours;
    }

    ReleaseCalendar read(Optional<Value> windows, Optional<Value> closures) {
        return new ReleaseCalendar(
                windows.map(CalendarReader::windows).orElse(List.of()),
                closures.map(this::closures).orElse(List.of()));
    }

    private static List<Window> windows(Value value) {
        return value.list().stream()
                .map(element -> new Section(element, WINDOW_KEYS))
                .flatMap(section -> window(section).stream())
                .toList();
    }

    /** The weekly time of a section. */
    static Optional<Window> window(Section section) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        section.required("days", "days: [tue, thu]").ifPresent(value -> {
            List<Value> named = value.list();
            for (Value element : named) {
                element.word(Day.class).ifPresent(day -> days.add(day.day));
            }
            if (named.isEmpty()) {
                value.problem(Fault.usage("config.empty-list", value.path()));
            }
        });
        Optional<LocalTime> from = section.required("from", "from: \"20:00\"").flatMap(CalendarReader::time);
        Optional<LocalTime> to = section.required("to", "to: \"23:00\"").flatMap(CalendarReader::time);
        Optional<ZoneId> zone = zone(section);
        return from.flatMap(start -> to.flatMap(end -> zone.map(place -> new Window(days, start, end, place))));
    }

    private List<Closure> closures(Value value) {
        return value.list().stream()
                .map(element -> new Section(element, CLOSURE_KEYS))
                .flatMap(section -> section.value("ics")
                        .map(ics -> fromFile(section, ics).stream())
                        .orElseGet(() -> dated(section).stream()))
                .toList();
    }

    private static Optional<Closure> dated(Section section) {
        Optional<ZoneId> zone = zone(section);
        Optional<Value> from = section.required("from", "from: \"2026-12-24\"");
        Optional<Value> until = section.required("until", "until: \"2027-01-07\"");
        String reason = section.required("reason", "reason: Inventory")
                .flatMap(Value::text)
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_REASON)))
                .orElse("");
        if (zone.isEmpty() || from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> start = moment(from.get(), zone.get());
        Optional<Instant> end = moment(until.get(), zone.get());
        if (start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        if (!end.get().isAfter(start.get())) {
            until.get()
                    .problem(Fault.usage(
                            "config.ends-before",
                            until.get().path(),
                            until.get().shown()));
            return Optional.empty();
        }
        return Optional.of(new Closure(new Span(start.get(), end.get()), reason));
    }

    private List<Closure> fromFile(Section section, Value ics) {
        for (String other : List.of("from", "until", "reason")) {
            section.key(other).ifPresent(key -> key.problem(Fault.usage("config.not-beside", key.path(), ics.path())));
        }
        Optional<ZoneId> zone = zone(section);
        return zone.flatMap(place -> neighbours.read(ics).map(file -> events(ics, file.text(), place)))
                .orElse(List.of());
    }

    private static List<Closure> events(Value ics, String text, ZoneId zone) {
        try {
            return CalendarFile.closures(text, zone);
        } catch (CalendarFile.UnreadableException unreadable) {
            ics.problem(Fault.usage("config.bad-ics", ics.shown(), unreadable.line(), unreadable.shown()));
            return List.of();
        }
    }

    private static Optional<Instant> moment(Value value, ZoneId zone) {
        return value.text(Forms.DATE, "config.bad-date").flatMap(text -> {
            try {
                LocalDateTime local = text.contains("T")
                        ? LocalDateTime.parse(text)
                        : LocalDate.parse(text).atStartOfDay();
                return Optional.of(local.atZone(zone).toInstant());
            } catch (DateTimeException impossible) {
                value.problem(Fault.usage("config.bad-date", value.path(), value.shown()));
                return Optional.empty();
            }
        });
    }

    private static Optional<LocalTime> time(Value value) {
        return value.text(Forms.TIME, "config.bad-time").map(LocalTime::parse);
    }

    private static Optional<ZoneId> zone(Section section) {
        return section.required("timezone", "timezone: Europe/Madrid")
                .flatMap(value -> value.text().flatMap(text -> {
                    try {
                        return Optional.of(ZoneId.of(text));
                    } catch (DateTimeException unknown) {
                        value.problem(Fault.usage("config.bad-timezone", value.path(), value.shown()));
                        return Optional.empty();
                    }
                }));
    }
}
