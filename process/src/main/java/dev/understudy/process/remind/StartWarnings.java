package dev.understudy.process.remind;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.model.announcement.HeldUp;
import dev.understudy.model.announcement.Told;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.model.announcement.Wording;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.Decision;
import dev.understudy.model.method.GateState;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.Verdict.Undecided;
import dev.understudy.model.people.Person;
import dev.understudy.model.text.Texts;
import dev.understudy.process.announce.Announcements;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.release.DecisionViews;
import dev.understudy.process.release.Dossiers;
import dev.understudy.targets.mail.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells whoever is on duty, some hours before the window and not in it, that a deploy which waits for it will not begin: something
 * will not hold then that time alone does not bring.
 */
public final class StartWarnings {

    private static final String UNDERSTUDY = "understudy";

    /** Enough to rehearse again, or to find somebody who says yes. */
    private static final Duration AHEAD = Duration.ofHours(3);

    private final Supplier<Project> project;
    private final RunHistory history;
    private final Dossiers dossiers;
    private final DecisionViews decisions;
    private final Books books;

    /** What people were told, and what is noted of it. */
    public record Books(Announcements announcements, AuditLog log) {}

    public StartWarnings(
            Supplier<Project> project, RunHistory history, Dossiers dossiers, DecisionViews decisions, Books books) {
        this.project = project;
        this.history = history;
        this.dossiers = dossiers;
        this.decisions = decisions;
        this.books = books;
    }

    /** Looks at every deploy to production that waits. */
    public void look(Instant now) {
        if (project.get().telling().mail().isEmpty()) {
            return;
        }
        history.of(Project.PRODUCTION).stream()
                .filter(run -> run.recipe().equals("deploy")
                        && !run.status().ended()
                        && run.startedAt().isEmpty())
                .map(PastRun::release)
                .distinct()
                .forEach(release -> look(release, now));
    }

    private void look(String release, Instant now) {
        ReleaseFacts facts = dossiers.of(release, now);
        Optional<Instant> start = start(facts, decisions.decision(facts, now), now)
                .filter(at -> !at.minus(AHEAD).isAfter(now) && !told(release, at));
        if (start.isEmpty()) {
            return;
        }
        List<GateState> holding = decisions.decision(facts, start.get()).holding();
        List<Person> people = people(start.get());
        if (!holding.isEmpty() && !people.isEmpty()) {
            tell(release, start.get(), holding, people, now);
        }
    }

    /** When it could begin: for when it is planned, else when the calendar lets it. */
    private static Optional<Instant> start(ReleaseFacts facts, Decision decision, Instant now) {
        return facts.planned()
                .filter(now::isBefore)
                .or(decision::until)
                .or(() -> decision.gates().stream()
                        .flatMap(state -> state.verdict() instanceof Undecided undecided
                                ? undecided.until().stream()
                                : Optional.<Instant>empty().stream())
                        .filter(now::isBefore)
                        .min(Instant::compareTo));
    }

    private boolean told(String release, Instant start) {
        return books.announcements().of(release).stream()
                .anyMatch(sum ->
                        sum.told().kind() == Kind.HELD_UP && sum.told().start().equals(start));
    }

    private List<Person> people(Instant start) {
        List<Person> onDuty = project.get().people().onDuty(start);
        return (onDuty.isEmpty() ? project.get().people().among(List.of(Person.RELEASE_MANAGER)) : onDuty)
                .stream().filter(person -> !person.mail().isEmpty()).toList();
    }

    private void tell(String release, Instant start, List<GateState> holding, List<Person> people, Instant now) {
        String audience = people.stream().map(Person::name).collect(Collectors.joining(", "));
        books.announcements()
                .tell(
                        release,
                        audience,
                        new Told(Kind.HELD_UP, start, now.truncatedTo(ChronoUnit.MICROS)),
                        UNDERSTUDY,
                        people.stream()
                                .map(person -> letter(person, release, start, holding))
                                .toList(),
                        start);
        books.log()
                .note(
                        now,
                        "warned",
                        release,
                        UNDERSTUDY,
                        audience + ": it will not begin at " + start + ": "
                                + holding.stream()
                                        .map(state -> state.gate().name())
                                        .collect(Collectors.joining(", ")));
    }

    private Letter letter(Person person, String release, Instant start, List<GateState> holding) {
        Texts texts = Texts.of("model", person.language());
        HeldUp held = new HeldUp(
                project.get().name(),
                release,
                start,
                holding.stream()
                        .map(state -> state.gate().name() + ": "
                                + state.verdict().why().text(texts).strip())
                        .toList());
        Wording wording =
                new Wording(person.language(), project.get().calendar().zone());
        return new Letter("", person.mail(), wording.subject(held), wording.text(held), Optional.empty());
    }
}
