package dev.understudy.process.announce;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.model.announcement.Announcement;
import dev.understudy.model.announcement.Announcement.Helpers;
import dev.understudy.model.announcement.Announcement.Impact;
import dev.understudy.model.announcement.Due;
import dev.understudy.model.announcement.Due.State;
import dev.understudy.model.announcement.Told;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.model.announcement.Wording;
import dev.understudy.model.calendar.CalendarFile;
import dev.understudy.model.calendar.Span;
import dev.understudy.model.config.Notice;
import dev.understudy.model.config.Notice.Way;
import dev.understudy.model.config.OdooAccess;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.people.Person;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.support.Roster;
import dev.understudy.model.support.Roster.Touched;
import dev.understudy.process.World;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.release.Dossiers;
import dev.understudy.process.release.Plans;
import dev.understudy.process.support.Rosters;
import dev.understudy.process.support.SupportBook;
import dev.understudy.process.support.SupportBook.Support;
import dev.understudy.process.ticket.Html;
import dev.understudy.process.ticket.Outbox;
import dev.understudy.process.ticket.Outbox.Entry;
import dev.understudy.targets.mail.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people of releases that are planned: ahead, when the plan changes, at the start and at the end. */
public final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final String UNDERSTUDY = "understudy";

    /** Of what is over, people may hear a day later. */
    private static final Duration NEWS = Duration.ofDays(1);

    /**
     * How long before the start Odoo is told to remind people: two minutes before each of its reminders. It may say
     * nothing of one that is more than three minutes away, and says nothing of one that is over.
     */
    private static final List<Duration> REMINDED =
            List.of(Duration.ofMinutes(62), Duration.ofMinutes(32), Duration.ofMinutes(17));

    /** Below, what users see of it is one slow answer. */
    private static final long NOTICED_MILLIS = 1000;

    private final Supplier<Project> project;
    private final Equipment.Records records;
    private final RunHistory history;
    private final Dossiers dossiers;
    private final Rosters rosters;
    private final Books books;
    private final Audience audience;
    private final Dispatch dispatch;

    /** What is planned, what people were told, who helps them, and what is noted of it. */
    public record Books(Plans plans, Announcements announcements, SupportBook support, AuditLog log) {}

    /**
     * @param world whom it asks for production's users, and where the mail server's password may be
     */
    public Announcer(
            Supplier<Project> project,
            Equipment.Records records,
            RunHistory history,
            Dossiers dossiers,
            Rosters rosters,
            Books books,
            World world) {
        this.project = project;
        this.records = records;
        this.history = history;
        this.dossiers = dossiers;
        this.rosters = rosters;
        this.books = books;
        this.audience =
                new Audience(project, records.environments(), world.machine().databases());
        this.dispatch = new Dispatch(books.announcements(), world.variables());
    }

    /**
     * What would be told to an audience.
     *
     * @param recipients how many are written to
     */
    public record Draft(String audience, Kind kind, int recipients, String subject, String text) {}

    /**
     * What {@link #announce} would tell, in a language.
     *
     * @throws FaultException as that
     */
    public List<Draft> draft(String release, Locale locale, Instant now) {
        Instant start = planned(release, now);
        return project.get().telling().notices().stream()
                .map(notice -> {
                    Kind kind = kind(release, notice, start);
                    Announcement announcement = announcement(release, kind, start);
                    boolean odoo = notice.way() == Way.ODOO;
                    Wording wording = new Wording(odoo ? odooLanguage() : locale, audience.usualZone());
                    return new Draft(
                            Audience.name(notice),
                            kind,
                            odoo ? 1 : audience.of(notice).size(),
                            wording.subject(announcement),
                            wording.text(announcement));
                })
                .toList();
    }

    /**
     * Tells everybody of the project's notices now for when a release is planned.
     *
     * @throws FaultException {@code release.not-found}, {@code announce.nobody}, {@code announce.no-mail}, {@code
     *     announce.not-planned}, {@code announce.not-rehearsed}, {@code process.no-database}
     */
    public void announce(String release, String by, Instant now) {
        Instant start = planned(release, now);
        for (Notice notice : project.get().telling().notices()) {
            tell(release, notice, kind(release, notice, start), start, by, now);
        }
        send(now);
    }

    private Kind kind(String release, Notice notice, Instant start) {
        List<Told> told = books.announcements().told(release, Audience.name(notice));
        boolean otherwise = !told.isEmpty()
                && told.getLast().kind().expected()
                && !told.getLast().start().equals(start);
        return otherwise ? Kind.MOVED : Kind.PLANNED;
    }

    private Instant planned(String release, Instant now) {
        records.releases().get(release);
        if (project.get().telling().notices().isEmpty()) {
            throw Fault.refused("announce.nobody").exception();
        }
        boolean mail = project.get().telling().notices().stream().anyMatch(notice -> notice.way() == Way.MAIL);
        if (mail && project.get().telling().mail().isEmpty()) {
            throw Fault.refused("announce.no-mail").exception();
        }
        Instant start = books.plans()
                .planned(release)
                .filter(at -> at.isAfter(now))
                .orElseThrow(
                        () -> Fault.refused("announce.not-planned", release).exception());
        if (rehearsal(release).isEmpty()) {
            throw Fault.refused("announce.not-rehearsed", release).exception();
        }
        return start;
    }

    private Optional<Rehearsal> rehearsal(String release) {
        return records.rehearsals().latest(release).filter(Rehearsal::succeeded);
    }

    /** Tells what is due, and sends what waits. */
    public void look(Instant now) {
        for (String release : books.announcements().open()) {
            for (Notice notice : project.get().telling().notices()) {
                try {
                    due(release, notice, now);
                    remind(release, notice, now);
                } catch (FaultException notNow) {
                    LOG.warn("{} was not announced: {}", release, notNow.getMessage());
                }
            }
        }
        send(now);
    }

    /** Sends what waits. */
    public void send(Instant now) {
        project.get().telling().mail().ifPresent(settings -> dispatch.send(settings, now));
    }

    private void due(String release, Notice notice, Instant now) {
        Optional<Instant> planned = books.plans().planned(release);
        List<Told> told = books.announcements().told(release, Audience.name(notice));
        Optional<Kind> due = Due.of(state(release), planned, told, notice.ahead(), now);
        if (due.isEmpty() || (due.get() == Kind.PLANNED && rehearsal(release).isEmpty())) {
            return;
        }
        Instant start = due.get().expected() || told.isEmpty()
                ? planned.orElse(now)
                : told.getLast().start();
        tell(release, notice, due.get(), start, UNDERSTUDY, now);
    }

    /** Odoo's web client shows an entry of the calendar when it is written: to whoever is signed in then. */
    private void remind(String release, Notice notice, Instant now) {
        List<Told> told = books.announcements().told(release, Audience.name(notice));
        if (notice.way() != Way.ODOO || told.isEmpty() || !told.getLast().kind().expected()) {
            return;
        }
        Instant start = told.getLast().start();
        Optional<Duration> near = REMINDED.stream()
                .filter(ahead -> !start.minus(ahead).isAfter(now) && start.isAfter(now))
                .min(Duration::compareTo)
                .filter(ahead -> told.getLast().at().isBefore(start.minus(ahead)));
        near.flatMap(ahead -> event(announcement(release, Kind.PLANNED, start), UNDERSTUDY, start)
                        .map(event -> event.named(
                                "reminder-" + release + "-" + start.getEpochSecond() + "-" + ahead.toMinutes())))
                .ifPresent(event -> books.announcements().remind(event, now));
    }

    private void tell(String release, Notice notice, Kind kind, Instant start, String by, Instant now) {
        Announcement announcement = announcement(release, kind, start);
        // As PostgreSQL keeps it.
        Told told = new Told(kind, start, now.truncatedTo(ChronoUnit.MICROS));
        Instant usefulUntil = kind.expected() ? start : now.plus(NEWS);
        if (notice.way() == Way.ODOO) {
            List<Entry> entries = new ArrayList<>(List.of(message(announcement, by, usefulUntil)));
            event(announcement, by, usefulUntil).ifPresent(entries::add);
            books.announcements().post(release, Audience.name(notice), told, by, entries);
            note(release, notice, told, by, "");
            return;
        }
        List<Letter> letters = new ArrayList<>();
        for (Recipient recipient : audience.of(notice)) {
            Wording wording = new Wording(recipient.language(), recipient.zone());
            String subject = wording.subject(announcement);
            letters.add(new Letter(
                    "",
                    recipient.address(),
                    subject,
                    wording.text(announcement),
                    calendar(announcement, subject, now)));
        }
        books.announcements().tell(release, Audience.name(notice), told, by, letters, usefulUntil);
        note(release, notice, told, by, letters.size() + " of ");
    }

    private void note(String release, Notice notice, Told told, String by, String howMany) {
        books.log()
                .note(
                        told.at(),
                        "announced",
                        release,
                        by,
                        told.kind().word() + " for " + told.start() + " to " + howMany + Audience.name(notice));
    }

    /** To all who use production, in the one language that the project writes there. */
    private Entry message(Announcement announcement, String by, Instant usefulUntil) {
        Wording wording = new Wording(odooLanguage(), audience.usualZone());
        return new Entry(
                "",
                Outbox.Kind.MESSAGE,
                announcement.release(),
                Optional.empty(),
                Optional.empty(),
                wording.subject(announcement),
                Html.paragraph(wording.subject(announcement)) + Html.paragraph(wording.text(announcement)),
                wording.subject(announcement),
                Optional.empty(),
                Optional.empty(),
                by,
                Optional.of(usefulUntil));
    }

    /** In the calendars of all who use production, while it is expected. */
    private Optional<Entry> event(Announcement announcement, String by, Instant usefulUntil) {
        boolean expected = announcement.kind().expected();
        if (!expected && announcement.kind() != Kind.CALLED_OFF) {
            return Optional.empty();
        }
        Wording wording = new Wording(odooLanguage(), audience.usualZone());
        String mark = mark(announcement);
        return Optional.of(new Entry(
                "",
                Outbox.Kind.EVENT,
                announcement.release(),
                Optional.empty(),
                Optional.empty(),
                wording.subject(announcement),
                Html.paragraph(wording.text(announcement)) + Html.paragraph(mark),
                mark,
                Optional.empty(),
                expected ? Optional.of(span(announcement)) : Optional.empty(),
                by,
                Optional.of(usefulUntil)));
    }

    /** Names the change in calendars. */
    private static String mark(Announcement announcement) {
        return announcement.release() + "@" + announcement.project() + ".understudy";
    }

    private static Span span(Announcement announcement) {
        return new Span(
                announcement.start(),
                announcement.start().plus(announcement.impact().longest()).plusSeconds(60));
    }

    private Locale odooLanguage() {
        return project.get().telling().odoo().map(OdooAccess::language).orElse(Locale.ENGLISH);
    }

    private Optional<String> calendar(Announcement announcement, String subject, Instant now) {
        if (!announcement.kind().expected()) {
            return Optional.empty();
        }
        return Optional.of(CalendarFile.write(
                announcement.project(),
                List.of(new CalendarFile.Event(mark(announcement), span(announcement), subject, "")),
                now));
    }

    private Announcement announcement(String release, Kind kind, Instant start) {
        ReleaseChanges changes = records.releases().changes(release);
        List<Touched> touched = rosters.touched(release);
        Forecast forecast = rehearsal(release).map(dossiers::forecast).orElse(Forecast.NONE);
        return new Announcement(
                kind,
                project.get().name(),
                release,
                start,
                new Impact(
                        Duration.ofMillis(forecast.likelyMillis() < NOTICED_MILLIS ? 0 : forecast.likelyMillis()),
                        Duration.ofMillis(forecast.upperMillis())),
                changes.commits().stream().map(ReleaseChanges.Commit::subject).toList(),
                touched.stream().map(Touched::name).distinct().toList(),
                helpers(release, kind, touched, start));
    }

    /** As it is expected, and once it is done as it was at the deploy. */
    private Helpers helpers(String release, Kind kind, List<Touched> touched, Instant start) {
        int days = project.get().support().days();
        Optional<Support> after = kind == Kind.DONE ? books.support().latest(release) : Optional.empty();
        Roster roster = after.map(Support::roster).orElseGet(() -> rosters.of(release, touched, start));
        return new Helpers(
                project.get().people().onDuty(start).stream()
                        .map(Person::reached)
                        .toList(),
                roster.helps().stream()
                        .filter(help -> !help.people().isEmpty())
                        .map(help -> help.application() + ": "
                                + help.people().stream().map(this::reached).collect(Collectors.joining(", ")))
                        .toList(),
                days == 0
                        ? Optional.empty()
                        : Optional.of(after.map(Support::ends).orElse(start.plus(Duration.ofDays(days)))));
    }

    private String reached(String name) {
        return project.get().people().named(name).map(Person::reached).orElse(name);
    }

    private State state(String release) {
        if (books.plans().ended(release).isPresent()) {
            return State.ENDED;
        }
        Optional<PastRun> last = history.ofRelease(release).stream()
                .filter(run -> run.recipe().equals("deploy")
                        && run.environment().equals(Project.PRODUCTION)
                        && run.startedAt().isPresent())
                .reduce((earlier, later) -> later);
        return last.map(run -> !run.status().ended() ? State.RUNNING : run.succeeded() ? State.PERFORMED : State.FAILED)
                .filter(state -> state != State.FAILED || !plannedAnew(release, last.orElseThrow()))
                .orElse(State.WAITING);
    }

    /** Whether it is planned for a time after its latest attempt. */
    private boolean plannedAnew(String release, PastRun attempt) {
        Instant ended = attempt.finishedAt().orElse(attempt.createdAt());
        return books.plans().planned(release).filter(ended::isBefore).isPresent();
    }
}
