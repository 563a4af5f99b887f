package dev.understudy.process.after;

import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import dev.understudy.model.view.TicketView;
import dev.understudy.process.measure.KeyUserWork;
import dev.understudy.process.release.Words;
import dev.understudy.process.support.SupportBook;
import dev.understudy.process.ticket.Tickets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Who took part in a release: wrote it, said something of it, tried it, reported, asked for its runs, helped its users. */
public final class Participants {

    private final Supplier<Project> project;
    private final Releases releases;
    private final RunHistory history;
    private final Said said;

    /** Where it stands what people did. */
    public record Said(Words words, KeyUserWork work, Tickets tickets, SupportBook support) {}

    public Participants(Supplier<Project> project, Releases releases, RunHistory history, Said said) {
        this.project = project;
        this.releases = releases;
        this.history = history;
        this.said = said;
    }

    /** Those of them who are among the project's people, in the order of its file. */
    List<Person> of(String release) {
        Set<String> names = new LinkedHashSet<>(releases.changes(release).authors());
        names.add(releases.get(release).by());
        said.words().said(release).stream().map(Approval::person).forEach(names::add);
        said.words().overridings(release).forEach(one -> names.addAll(one.by()));
        said.words().emergency(release).ifPresent(one -> names.addAll(one.by()));
        said.work().last(release).ifPresent(view -> view.applications().forEach(one -> names.addAll(one.by())));
        said.tickets().shown(Optional.of(release)).stream().map(TicketView::by).forEach(names::add);
        history.ofRelease(release).stream().map(PastRun::by).forEach(names::add);
        said.support().latest(release).ifPresent(support -> {
            names.addAll(support.roster().all());
            support.closing().ifPresent(closing -> names.add(closing.by()));
        });
        People people = project.get().people();
        Set<Person> took = new LinkedHashSet<>();
        names.forEach(name -> people.named(name).or(() -> people.behind(name)).ifPresent(took::add));
        return people.all().stream().filter(took::contains).toList();
    }
}
