package dev.understudy.process.release;

import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.Releases;
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
import java.util.function.Supplier;

/** When production may change and may not in the weeks to come, and the releases that are planned. */
public final class Calendars {

    private static final Duration AHEAD = Duration.ofDays(35);
    private static final Duration UNKNOWN = Duration.ofHours(1);

    private final Supplier<Project> project;
    private final Releases releases;
    private final Rehearsals rehearsals;
    private final Plans plans;
    private final Dossiers dossiers;

    public Calendars(
            Supplier<Project> project, Releases releases, Rehearsals rehearsals, Plans plans, Dossiers dossiers) {
        this.project = project;
        this.releases = releases;
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
        releases.list()
                .forEach(release -> plans.planned(release.id())
                        .filter(at -> at.isAfter(now) && !dossiers.performed(release.id()))
                        .ifPresent(at -> events.add(
                                event("release", new Span(at, at.plus(length(release.id()))), release.id()))));
        events.sort(Comparator.comparing(EventView::from).thenComparing(EventView::kind));
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

    private Duration length(String release) {
        return rehearsals.latest(release).map(dossiers::longest).orElse(UNKNOWN);
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
