package dev.understudy.process.release;

import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.model.calendar.CalendarFile;
import dev.understudy.model.calendar.CalendarFile.Event;
import dev.understudy.model.calendar.ReleaseCalendar;
import dev.understudy.model.calendar.Span;
import dev.understudy.model.config.Project;
import dev.understudy.model.view.CalendarView;
import dev.understudy.model.view.CalendarView.EventView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** When production may change and may not in the weeks to come, and the releases that are planned. */
public final class Calendars {

    private static final Duration AHEAD = Duration.ofDays(35);
    private static final Duration UNKNOWN = Duration.ofHours(1);

    private final Supplier<Project> project;
    private final Rehearsals rehearsals;
    private final Plans plans;
    private final Dossiers dossiers;

    public Calendars(Supplier<Project> project, Rehearsals rehearsals, Plans plans, Dossiers dossiers) {
        this.project = project;
        this.rehearsals = rehearsals;
        this.plans = plans;
        this.dossiers = dossiers;
    }

    /** From now on. */
    public CalendarView of(Instant now) {
        ReleaseCalendar calendar = project.get().calendar();
        Span ahead = new Span(now, now.plus(AHEAD));
        List<EventView> events = new ArrayList<>();
        if (!calendar.windows().isEmpty()) {
            calendar.open(ahead).forEach(span -> events.add(event("window", span, "")));
        }
        calendar.closures().stream()
                .filter(closure -> closure.span().end().isAfter(now))
                .forEach(closure -> events.add(event("closure", closure.span(), closure.reason())));
        Map<String, Instant> planned = plans.after(now);
        Map<String, Rehearsal> rehearsed = planned.isEmpty() ? Map.of() : rehearsals.latest(planned.keySet());
        planned.forEach((release, at) -> {
            if (!dossiers.performed(release)) {
                events.add(event("release", new Span(at, at.plus(length(rehearsed.get(release)))), release));
            }
        });
        events.sort(Comparator.comparing(EventView::from)
                .thenComparing(EventView::kind)
                .thenComparing(EventView::title));
        String name = project.get().name();
        return new CalendarView(
                calendar.windows().stream()
                        .findFirst()
                        .map(window -> window.timezone().getId())
                        .orElse("UTC"),
                events,
                CalendarFile.write(
                        name, events.stream().map(event -> written(name, event)).toList(), now));
    }

    private Duration length(@Nullable Rehearsal rehearsal) {
        return rehearsal == null ? UNKNOWN : dossiers.longest(rehearsal);
    }

    private static EventView event(String kind, Span span, String title) {
        return new EventView(kind, span.start(), span.end(), title);
    }

    /** A release keeps its id when it is planned anew, so that calendars move it. */
    private static Event written(String project, EventView event) {
        String id = event.kind().equals("release")
                ? event.title()
                : event.kind() + "-" + event.from().getEpochSecond();
        String title = event.title().isEmpty() ? event.kind() : event.kind() + " " + event.title();
        return new Event(
                id + "@" + project + ".understudy", new Span(event.from(), event.until()), project + ": " + title, "");
    }
}
