package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.CalendarView;
import dev.understudy.model.view.CalendarView.EventView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.LoadView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When production may change, when people work on it, and what is planned; releases are planned here. */
public final class CalendarPage {

    /** As far as the calendar looks ahead. */
    private static final int DAYS = 35;

    private static final int RELEASES = 10;

    /** What people usually do changes slowly, and is counted in their database. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final int MOST_KEPT = 200;

    private final Projects projects;
    private final Screen screen;
    private final InstantSource clock;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    CalendarPage(Projects projects, Screen screen, InstantSource clock) {
        this.projects = projects;
        this.screen = screen;
        this.clock = clock;
    }

    private record Counted(Instant at, LoadView load) {}

    /**
     * What the page shows.
     *
     * @param timezone by whose clock
     * @param known whether it is known when people work
     * @param releases that may be planned, the newest first
     * @param problem why a plan was not taken; absent when nothing is wrong
     */
    public record View(
            String timezone,
            List<DayRow> days,
            boolean known,
            List<LoadView.QuietView> quietest,
            List<EventView> events,
            List<DecisionView> releases,
            @Nullable ProblemView problem) {

        /** Of one kind, in order. */
        public List<EventView> events(String kind) {
            return events.stream().filter(event -> event.kind().equals(kind)).toList();
        }
    }

    void show(Context request) {
        String asked = request.queryParam("timezone");
        show(request, asked == null ? theirs(request) : asked, null);
    }

    /** The zone of the reader's own clock, which their browser has said; absent where it said none that is known. */
    private static @Nullable String theirs(Context request) {
        String zone = request.cookie("zone");
        try {
            return zone == null ? null : ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    /** Plans a release, or lets it go as soon as may be where no time is said. */
    void plan(Context request) {
        String timezone = SignInPage.said(request, "timezone");
        String at = SignInPage.said(request, "at");
        try {
            Desk desk = projects.desk(request.pathParam("project"));
            desk.practice()
                    .plan(
                            SignInPage.said(request, "release"),
                            at.isEmpty() ? Optional.empty() : Optional.of(moment(at, zone(desk, timezone))),
                            Gatekeeper.visitor(request).by());
            request.redirect("/projects/" + request.pathParam("project") + "/calendar", HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), timezone, SignInPage.problem(request, refused));
        }
    }

    /** Throws {@code server.bad-time}. */
    private static Instant moment(String at, ZoneId zone) {
        try {
            return LocalDateTime.parse(at).atZone(zone).toInstant();
        } catch (DateTimeException malformed) {
            throw Fault.usage("server.bad-time", "at", at).exception(malformed);
        }
    }

    private void show(Context request, @Nullable String timezone, @Nullable ProblemView problem) {
        Locale locale = Problems.language(request);
        String project = request.pathParam("project");
        Desk desk = projects.desk(project);
        ZoneId zone = zone(desk, timezone);
        CalendarView calendar = desk.practice().calendar();
        Optional<LoadView> load = load(project, desk, zone);
        Gathering parts = new Gathering(request);
        screen.show(
                request,
                "calendar",
                new View(
                        zone.getId(),
                        DayRow.of(
                                DAYS,
                                clock.instant(),
                                zone,
                                load.map(LoadView::hours).orElse(List.of()),
                                calendar.events(),
                                locale),
                        load.isPresent(),
                        load.map(LoadView::quietest).orElse(List.of()),
                        calendar.events(),
                        parts.part(List.of(), () -> undecided(desk, locale)),
                        problem),
                parts);
    }

    /** The newest releases whose way has not ended. */
    private static List<DecisionView> undecided(Desk desk, Locale locale) {
        List<String> newest =
                desk.latest(RELEASES).stream().map(ReleaseView::id).toList();
        Map<String, DecisionView> decisions = desk.practice().decisions(newest, locale);
        return newest.stream()
                .map(decisions::get)
                .filter(decision -> decision != null && decision.end() == null)
                .toList();
    }

    /** The one that is asked for; that of the windows where none is. Throws {@code server.bad-timezone}. */
    private static ZoneId zone(Desk desk, @Nullable String asked) {
        String name =
                asked == null || asked.isEmpty() ? desk.practice().calendar().timezone() : asked;
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Fault.usage("server.bad-timezone", name).exception(unknown);
        }
    }

    /** Empty while production's database does not answer. */
    private Optional<LoadView> load(String project, Desk desk, ZoneId zone) {
        String key = project + " " + zone;
        Instant now = clock.instant();
        Counted last = counted.get(key);
        if (last != null && last.at().plus(KEPT).isAfter(now)) {
            return Optional.of(last.load());
        }
        try {
            LoadView load = desk.practice().load(zone, Optional.empty());
            if (counted.size() >= MOST_KEPT) {
                counted.clear();
            }
            counted.put(key, new Counted(now, load));
            return Optional.of(load);
        } catch (FaultException away) {
            return Optional.empty();
        }
    }
}
