package dev.understudy.process.after;

import dev.understudy.engine.release.Releases;
import dev.understudy.model.announcement.Asking;
import dev.understudy.model.announcement.Told;
import dev.understudy.model.announcement.Told.Kind;
import dev.understudy.model.announcement.Wording;
import dev.understudy.model.config.Project;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.support.Roster;
import dev.understudy.process.announce.Announcements;
import dev.understudy.process.support.SupportBook.Support;
import dev.understudy.targets.mail.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes to people what they are asked for after a deploy, each in their language; nothing where there is no mail server. */
public final class Asker {

    private static final String UNDERSTUDY = "understudy";

    /** Who reads it later is no longer asked. */
    private static final Duration USEFUL = Duration.ofDays(2);

    private final Supplier<Project> project;
    private final Releases releases;
    private final Announcements announcements;

    public Asker(Supplier<Project> project, Releases releases, Announcements announcements) {
        this.project = project;
        this.releases = releases;
        this.announcements = announcements;
    }

    /** Asks those who help. */
    void help(Support support, Instant now) {
        ask(
                Kind.SUPPORT,
                support,
                support.ends(),
                project.get().people().among(support.roster().all()),
                now);
    }

    /** Asks those who may say how it is, now that the days are over. */
    void remind(Support support, List<Person> answerable, Instant now) {
        ask(Kind.SUPPORT_OVER, support, support.ends(), answerable, now);
    }

    /** Asks those who took part. */
    void lookBack(Support support, Instant until, List<Person> asked, Instant now) {
        ask(Kind.RETROSPECTIVE, support, until, asked, now);
    }

    private void ask(Kind kind, Support support, Instant until, List<Person> people, Instant now) {
        List<Person> reached =
                people.stream().filter(person -> !person.mail().isEmpty()).toList();
        if (project.get().telling().mail().isEmpty() || reached.isEmpty()) {
            return;
        }
        List<Letter> letters = reached.stream()
                .map(person -> letter(person, asking(kind, support, until, person)))
                .toList();
        announcements.tell(
                support.release(),
                reached.stream().map(Person::name).collect(Collectors.joining(", ")),
                new Told(kind, support.began(), now.truncatedTo(ChronoUnit.MICROS)),
                UNDERSTUDY,
                letters,
                now.plus(USEFUL));
    }

    private Letter letter(Person person, Asking asking) {
        Wording wording =
                new Wording(person.language(), project.get().calendar().zone(), pages());
        return new Letter("", person.mail(), wording.subject(asking), wording.text(asking), Optional.empty());
    }

    /** Where people reach the project's pages; empty where that is on this machine alone. */
    private String pages() {
        Project present = project.get();
        return present.access()
                .url()
                .map(url -> url.toString().replaceFirst("/+$", "") + "/projects/" + present.name())
                .orElse("");
    }

    private Asking asking(Kind kind, Support support, Instant until, Person person) {
        People people = project.get().people();
        Roster roster = support.roster();
        return new Asking(
                kind,
                project.get().name(),
                support.release(),
                person.name(),
                until,
                roster.helps().stream()
                        .filter(help -> help.people().contains(person.name()))
                        .map(Roster.Help::application)
                        .toList(),
                people.among(roster.onDuty()).stream().map(Person::reached).toList(),
                releases.changes(support.release()).commits().stream()
                        .map(ReleaseChanges.Commit::subject)
                        .toList());
    }
}
