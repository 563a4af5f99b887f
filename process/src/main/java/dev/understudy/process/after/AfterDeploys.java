package dev.understudy.process.after;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import dev.understudy.process.measure.LoggedErrors;
import dev.understudy.process.measure.LoggedErrors.Logged;
import dev.understudy.process.record.AuditLog;
import dev.understudy.process.speak.Speaker;
import dev.understudy.process.support.Rosters;
import dev.understudy.process.support.SupportBook;
import dev.understudy.process.support.SupportBook.Closing;
import dev.understudy.process.support.SupportBook.How;
import dev.understudy.process.support.SupportBook.Support;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The days after a deploy to production: opened by it, with who helps; ended by the word of one on duty, or by going back. */
public final class AfterDeploys {

    private static final String UNDERSTUDY = "understudy";

    /** Of deploys before, nobody asks any more: the service may have been away. */
    private static final Duration RECENT = Duration.ofDays(30);

    /** What puts another release on production. */
    private static final Set<String> CHANGES = Set.of("deploy", "rollback", "restore");

    private final Jdbi control;
    private final Supplier<Project> project;
    private final RunHistory history;
    private final Rosters rosters;
    private final Books books;
    private final Asker asker;

    /** Where it is written down, and what production logged. */
    public record Books(SupportBook support, LoggedErrors logged, AuditLog log) {}

    public AfterDeploys(
            Jdbi control, Supplier<Project> project, RunHistory history, Rosters rosters, Books books, Asker asker) {
        this.control = control;
        this.project = project;
        this.history = history;
        this.rosters = rosters;
        this.books = books;
        this.asker = asker;
    }

    /** Opens what began, ends what was taken back, reminds of what is over. */
    public void look(Instant now) {
        int days = project.get().support().days();
        List<PastRun> changes = history.of(Project.PRODUCTION).stream()
                .filter(run -> run.succeeded() && CHANGES.contains(run.recipe()))
                .toList();
        if (days > 0 && !project.get().people().all().isEmpty()) {
            openAll(changes, Duration.ofDays(days), now);
        }
        for (Support support : books.support().open()) {
            next(support.run(), changes)
                    .filter(run -> !run.recipe().equals("deploy"))
                    .ifPresent(back -> takenBack(support, back));
        }
        books.support().open().stream()
                .filter(support -> !support.reminded() && !support.ends().isAfter(now))
                .forEach(support -> remind(support, now));
    }

    private void openAll(List<PastRun> changes, Duration length, Instant now) {
        Set<String> known = books.support().runs();
        String there = "";
        for (PastRun run : changes) {
            boolean other = run.recipe().equals("deploy") && !run.release().equals(there);
            there = run.recipe().equals("deploy") ? run.release() : "";
            Instant end = run.finishedAt().orElse(run.createdAt());
            if (other && !known.contains(run.id()) && end.isAfter(now.minus(RECENT))) {
                open(run, end, length, now);
            }
        }
    }

    private void open(PastRun run, Instant began, Duration length, Instant now) {
        Support support = new Support(
                run.id(),
                run.release(),
                run.startedAt().orElse(began),
                began,
                began.plus(length),
                rosters.of(run.release(), began),
                false,
                Optional.empty());
        control.useTransaction(handle -> {
            if (books.support().open(support)) {
                books.log()
                        .note(
                                now,
                                "support-began",
                                run.release(),
                                UNDERSTUDY,
                                "until " + support.ends() + ": "
                                        + String.join(", ", support.roster().all()));
                asker.help(support, now);
            }
        });
    }

    /** What came upon production after a run; empty while that is the last. */
    private static Optional<PastRun> next(String run, List<PastRun> changes) {
        return changes.stream().dropWhile(one -> !one.id().equals(run)).skip(1).findFirst();
    }

    private void takenBack(Support support, PastRun back) {
        Instant at = back.finishedAt().orElse(back.createdAt());
        close(
                support,
                new Closing(
                        How.TAKEN_BACK,
                        at,
                        UNDERSTUDY,
                        "",
                        back.id(),
                        errors(support).size()));
    }

    private void remind(Support support, Instant now) {
        control.useTransaction(handle -> {
            books.support().reminded(support.run(), now);
            asker.remind(support, answerable(support, now), now);
        });
    }

    /**
     * Ends the days after a release's deploy, by the word of one on duty.
     *
     * @param note how it is, and what was done
     * @param despiteErrors whether they know that the release brought errors
     * @throws dev.understudy.model.fault.FaultException {@code release.not-found}, {@code support.none}, {@code
     *     support.closed}, {@code support.not-on-duty}, {@code support.errors-open}, {@code process.no-text}, {@code
     *     process.text-too-long}
     */
    public void close(String release, String note, boolean despiteErrors, Speaker speaker, Instant now) {
        Support support = latest(release)
                .orElseThrow(() -> Fault.refused("support.none", release).exception());
        support.closing().ifPresent(closing -> {
            throw Fault.refused("support.closed", release, closing.by(), closing.at())
                    .exception();
        });
        List<Person> may = answerable(support, now);
        if (!may.contains(speaker.person())) {
            throw Fault.refused(
                            "support.not-on-duty",
                            speaker.name(),
                            may.stream().map(Person::name).collect(Collectors.joining(", ")))
                    .exception();
        }
        String said = Remark.required(note, "--note");
        List<Logged> errors = errors(support);
        if (!errors.isEmpty() && !despiteErrors) {
            throw Fault.refused(
                            "support.errors-open",
                            release,
                            errors.size(),
                            errors.getFirst().logger())
                    .exception();
        }
        close(support, new Closing(How.SAID, now, speaker.name(), speaker.knownBy(), said, errors.size()));
    }

    /** Notes the word on one line: what is written over several could be taken for entries of the log. */
    private void close(Support support, Closing closing) {
        boolean said = closing.how() == How.SAID;
        control.useTransaction(handle -> {
            if (!books.support().close(support.run(), closing)) {
                throw Fault.refused("support.closed", support.release(), closing.by(), closing.at())
                        .exception();
            }
            books.log()
                    .note(
                            closing.at(),
                            said ? "support-closed" : "support-ended",
                            support.release(),
                            closing.by(),
                            (said ? "by " + closing.knownBy() + ": " : "taken back by ")
                                    + closing.note().replaceAll("\\s+", " ")
                                    + (closing.errors() == 0 ? "" : " (" + closing.errors() + " kinds of errors)"));
        });
    }

    /** The days after a release's latest deploy. Throws {@code release.not-found}. */
    public Optional<Support> latest(String release) {
        rosters.known(release);
        return books.support().latest(release);
    }

    /** Kinds of errors that a release brought to production, from its deploy on. */
    public List<Logged> errors(Support support) {
        return books.logged().brought(support.release(), Project.PRODUCTION, support.deployed());
    }

    /** The days after deploys that nobody has closed, the oldest first. */
    public List<Support> open() {
        return books.support().open();
    }

    /** Who may say how it is: whoever is on duty, now or at the deploy, and release managers; anybody where there are none. */
    public List<Person> answerable(Support support, Instant now) {
        People people = project.get().people();
        Set<Person> may = new LinkedHashSet<>(people.onDuty(now));
        may.addAll(people.among(support.roster().onDuty()));
        may.addAll(people.among(List.of(Person.RELEASE_MANAGER)));
        return may.isEmpty() ? people.all() : List.copyOf(may);
    }
}
