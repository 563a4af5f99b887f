package dev.understudy.process.after;

import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import dev.understudy.process.after.RetrospectiveBook.Ended;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.speak.Speaker;
import dev.understudy.process.support.Rosters;
import dev.understudy.process.support.SupportBook;
import dev.understudy.process.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Asks those who took part in a release what went well, what did not, and what is to be learnt; and finds what was learnt. */
public final class Retrospectives {

    private static final String UNDERSTUDY = "understudy";

    /** Of what ended before, nobody asks any more: the service may have been away, or the days have just been written. */
    private static final Duration RECENT = Duration.ofDays(30);

    private static final int MOST_LESSONS = 10;
    private static final int MOST_FOLLOW_UPS = 50;

    private final Jdbi control;
    private final Supplier<Project> project;
    private final Rosters rosters;
    private final Participants participants;
    private final Books books;
    private final RetrospectiveBook retrospectives;
    private final Asker asker;

    /** Where it stands what was done before, and where it is noted what is done now. */
    public record Books(SupportBook support, Tickets tickets, AuditLog log) {}

    public Retrospectives(
            Jdbi control,
            Supplier<Project> project,
            Rosters rosters,
            Participants participants,
            Books books,
            Asker asker) {
        this.control = control;
        this.project = project;
        this.rosters = rosters;
        this.participants = participants;
        this.books = books;
        this.retrospectives = new RetrospectiveBook(control);
        this.asker = asker;
    }

    /**
     * What somebody says; what is absent stays as they said it before.
     *
     * @param followUps what is to be done, besides what was said before
     */
    public record Word(
            Optional<String> well, Optional<String> badly, Optional<List<String>> lessons, List<String> followUps) {}

    /** What was said of a release: of each person what counts. */
    public record Whole(Retrospective retrospective, List<Answer> answers, List<FollowUp> followUps) {}

    /** Asks for what ended, and closes what nobody is asked of any more. */
    public void look(Instant now) {
        int days = project.get().support().lookBackDays();
        if (days > 0) {
            for (Ended ended : retrospectives.due(now.minus(RECENT))) {
                open(ended, ended.at().plus(Duration.ofDays(days)), now);
            }
        }
        for (Retrospective one : retrospectives.all()) {
            if (one.closed().isEmpty() && !one.ends().isAfter(now)) {
                close(one.release(), UNDERSTUDY, now);
            }
        }
    }

    private void open(Ended ended, Instant ends, Instant now) {
        List<Person> asked = participants.of(ended.release());
        List<String> names = asked.stream().map(Person::name).toList();
        List<String> modules = rosters.modules(ended.release()).stream().toList();
        control.useTransaction(handle -> {
            retrospectives.open(
                    new Retrospective(
                            ended.release(), ended.at(), ends, modules, names, Optional.empty(), Optional.empty()),
                    ended.run());
            books.log().note(now, "retrospective-asked", ended.release(), UNDERSTUDY, "of " + String.join(", ", names));
            books.support().latest(ended.release()).ifPresent(support -> asker.lookBack(support, ends, asked, now));
        });
    }

    /** What was said of a release; empty while nobody was asked. Throws {@code release.not-found}. */
    public Optional<Whole> of(String release) {
        rosters.known(release);
        return retrospectives.of(release).map(this::whole);
    }

    /** All of them, the newest first. */
    public List<Whole> all() {
        return retrospectives.all().stream().map(this::whole).toList();
    }

    /** Those that are open and of which somebody who was asked has said nothing yet, the newest first. */
    public List<Awaited> awaited() {
        return retrospectives.awaited();
    }

    private Whole whole(Retrospective one) {
        return new Whole(one, retrospectives.answers(one.release()), retrospectives.followUps(one.release()));
    }

    /**
     * Takes what somebody says. Said again, nothing is written twice.
     *
     * @throws dev.understudy.model.fault.FaultException {@code release.not-found}, {@code retrospective.none}, {@code
     *     retrospective.closed}, {@code retrospective.not-asked}, {@code retrospective.too-many}, {@code process.no-text},
     *     {@code process.text-too-long}
     */
    public void say(String release, Word word, Speaker speaker, Instant now) {
        control.useTransaction(handle -> {
            // Whoever says the same at the same time says it after this.
            retrospectives.lock(release);
            take(release, word, speaker, now);
        });
    }

    private void take(String release, Word word, Speaker speaker, Instant now) {
        mayAnswer(open(release), speaker);
        Answer none = new Answer(speaker.name(), now, "", "", List.of());
        Answer before = retrospectives.answers(release).stream()
                .filter(answer -> answer.person().equals(speaker.name()))
                .findFirst()
                .orElse(none);
        Answer answer = new Answer(
                speaker.name(),
                now,
                word.well().map(text -> Remark.of(text, "--well")).orElse(before.well()),
                word.badly().map(text -> Remark.of(text, "--badly")).orElse(before.badly()),
                word.lessons().map(lessons -> lines(lessons, "--lesson")).orElse(before.lessons()));
        List<String> followUps = lines(word.followUps(), "--follow-up");
        atMost(MOST_LESSONS, answer.lessons().size(), "--lesson");
        atMost(
                MOST_FOLLOW_UPS,
                followUps.size() + retrospectives.followUps(release).size(),
                "--follow-up");
        if (followUps.isEmpty() && before.saysTheSame(none) && answer.saysTheSame(none)) {
            throw Fault.usage("process.no-text", "--well").exception();
        }
        if (!before.saysTheSame(answer)) {
            retrospectives.add(release, answer, speaker.knownBy());
            books.log().note(now, "looked-back", release, speaker.name(), "by " + speaker.knownBy());
        }
        followUps.forEach(title -> followUp(release, title, speaker, now));
    }

    private void mayAnswer(Retrospective one, Speaker speaker) {
        Set<String> may = new LinkedHashSet<>(one.asked());
        people().among(List.of(Person.RELEASE_MANAGER)).stream()
                .map(Person::name)
                .forEach(may::add);
        if (!may.contains(speaker.name())) {
            throw Fault.refused("retrospective.not-asked", speaker.name(), one.release(), String.join(", ", may))
                    .exception();
        }
    }

    private static void atMost(int most, int many, String option) {
        if (many > most) {
            throw Fault.usage("retrospective.too-many", option, most).exception();
        }
    }

    private static List<String> lines(List<String> texts, String option) {
        return texts.stream()
                .map(text -> Remark.line(text, option))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private void followUp(String release, String title, Speaker speaker, Instant now) {
        boolean known = retrospectives.followUps(release).stream()
                .anyMatch(one -> one.title().equals(title));
        if (known) {
            return;
        }
        Optional<String> once = books.tickets().followUp(release, title, speaker.name(), now);
        if (retrospectives.followUp(
                release, new FollowUp(speaker.name(), now, title, once, Optional.empty()), speaker.knownBy())) {
            books.log().note(now, "follow-up", release, speaker.name(), "by " + speaker.knownBy() + ": " + title);
        }
    }

    /**
     * Closes it: no answer is changed any more.
     *
     * @throws dev.understudy.model.fault.FaultException {@code release.not-found}, {@code retrospective.none}, {@code
     *     retrospective.closed}, {@code retrospective.may-not-close}
     */
    public void close(String release, Speaker speaker, Instant now) {
        Retrospective one = open(release);
        Set<Person> may = new LinkedHashSet<>(people().among(List.of(Person.RELEASE_MANAGER)));
        may.addAll(people().onDuty(now));
        if (may.isEmpty()) {
            may.addAll(people().among(one.asked()));
        }
        if (!may.contains(speaker.person())) {
            throw Fault.refused(
                            "retrospective.may-not-close",
                            speaker.name(),
                            may.stream().map(Person::name).collect(Collectors.joining(", ")))
                    .exception();
        }
        close(release, speaker.name(), now);
    }

    private void close(String release, String by, Instant now) {
        control.useTransaction(handle -> {
            if (retrospectives.close(release, by, now)) {
                books.log().note(now, "retrospective-closed", release, by, "");
            }
        });
    }

    private Retrospective open(String release) {
        rosters.known(release);
        Retrospective one = retrospectives
                .of(release)
                .orElseThrow(() -> Fault.refused("retrospective.none", release).exception());
        if (one.closed().isPresent()) {
            throw Fault.refused("retrospective.closed", release, one.closed().get())
                    .exception();
        }
        return one;
    }

    /**
     * Lessons by words, in whatever of the languages that Understudy speaks.
     *
     * @param query empty for all
     * @param module that the release touched; empty for no matter which
     */
    public List<Lesson> lessons(String query, String module, int most) {
        return retrospectives.lessons(Remark.of(query, "QUERY"), module, Set.of(), "", most);
    }

    /** Lessons of other releases that touched what a release touches. Throws {@code release.not-found}. */
    public List<Lesson> lessonsFor(String release, int most) {
        rosters.known(release);
        Set<String> modules = rosters.modules(release);
        return modules.isEmpty() ? List.of() : retrospectives.lessons("", "", modules, release, most);
    }

    private People people() {
        return project.get().people();
    }
}
