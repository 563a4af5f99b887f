package dev.understudy.process.inbox;

import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.people.Person;
import dev.understudy.model.release.Release;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DecisionView.GateView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.model.view.InboxView.Kind;
import dev.understudy.model.view.KeyUsersView.ApplicationView;
import dev.understudy.model.view.KeyUsersView.GapView;
import dev.understudy.model.view.TicketView;
import dev.understudy.process.after.AfterDeploys;
import dev.understudy.process.after.Awaited;
import dev.understudy.process.after.Retrospectives;
import dev.understudy.process.measure.KeyUserWork;
import dev.understudy.process.release.DecisionViews;
import dev.understudy.process.support.SupportBook.Support;
import dev.understudy.process.ticket.Tickets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What waits for the people of a project: of each thing, who may do it. It is asked of the control plane alone. */
public final class Inbox {

    /** Releases before these have been overtaken by them. */
    private static final int LATEST = 10;

    private static final String KEY_USERS = "key-users";
    private static final String KEY_USER = "key-user";
    private static final String DEPLOY = "understudy deploy ";

    private final Supplier<Project> project;
    private final Releases releases;
    private final DecisionViews decisions;
    private final KeyUserWork work;
    private final After after;

    /** What is done after a deploy. */
    public record After(AfterDeploys deploys, Retrospectives retrospectives, Tickets tickets) {}

    public Inbox(Supplier<Project> project, Releases releases, DecisionViews decisions, KeyUserWork work, After after) {
        this.project = project;
        this.releases = releases;
        this.decisions = decisions;
        this.work = work;
        this.after = after;
    }

    /** All that waits, the newest release first. */
    public List<ItemView> items(Locale locale, Instant now) {
        List<ItemView> items = new ArrayList<>();
        List<String> newest = releases.latest(LATEST).stream().map(Release::id).toList();
        Map<String, DecisionView> decided = decisions.all(newest, locale, now);
        newest.stream().limit(1).forEach(release -> rejected(Objects.requireNonNull(decided.get(release)), items));
        newest.forEach(release -> ahead(Objects.requireNonNull(decided.get(release)), items));
        for (Support support : after.deploys().open()) {
            support(support, now, items);
        }
        for (Awaited awaited : after.retrospectives().awaited()) {
            items.add(item(Kind.RETROSPECTIVE, awaited.release(), "", "", awaited.silent(), awaited.ends()));
        }
        return items;
    }

    /** As long as nobody made another release. */
    private void rejected(DecisionView decision, List<ItemView> items) {
        if ("rejected".equals(decision.end())) {
            decision.gates().stream()
                    .filter(gate -> gate.verdict().equals("failed"))
                    .findFirst()
                    .ifPresent(gate -> items.add(
                            item(Kind.REJECTED, decision.release(), gate.gate(), gate.why(), managers(), null)));
        }
    }

    /** What is missing before its next stage; nothing of one whose way has ended, or that a run brings on. */
    private void ahead(DecisionView decision, List<ItemView> items) {
        if (decision.end() != null || decision.run() != null) {
            return;
        }
        for (GateView gate : decision.gates()) {
            if (gate.gate().equals(KEY_USERS) && gate.stops()) {
                gaps(decision.release(), items);
            } else if (!gate.missing().isEmpty()) {
                items.add(new ItemView(
                        Kind.APPROVAL.word(),
                        decision.release(),
                        gate.gate(),
                        gate.why(),
                        names(project.get().people().among(gate.missing())),
                        decision.digest(),
                        gate.until()));
            }
        }
        String command = decision.command();
        String environment = decision.environment();
        if (command != null && command.startsWith(DEPLOY) && environment != null) {
            items.add(item(Kind.PROMOTE, decision.release(), environment, "", managers(), null));
        }
    }

    /** Of each application the people who do its work on production; all key users where nobody knows who does. */
    private void gaps(String release, List<ItemView> items) {
        work.last(release).map(view -> view.applications()).orElse(List.of()).stream()
                .filter(application -> !application.gaps().isEmpty())
                .forEach(application -> items.add(item(
                        Kind.KEY_USERS,
                        release,
                        application.application(),
                        application.gaps().stream().map(GapView::table).collect(Collectors.joining(", ")),
                        workers(application),
                        null)));
    }

    private List<String> workers(ApplicationView application) {
        Set<Person> known = new LinkedHashSet<>();
        application
                .usually()
                .forEach(login -> project.get().people().behind(login).ifPresent(known::add));
        List<Person> people = known.isEmpty() ? project.get().people().among(List.of(KEY_USER)) : List.copyOf(known);
        return people.isEmpty() ? managers() : names(people);
    }

    /** While users are helped, what they report; afterwards, a word on how it is. */
    private void support(Support support, Instant now, List<ItemView> items) {
        List<String> may = names(after.deploys().answerable(support, now));
        if (!support.ends().isAfter(now)) {
            items.add(item(Kind.SUPPORT, support.release(), "", "", may, support.ends()));
        }
        Set<String> helpers = new LinkedHashSet<>(support.roster().all());
        helpers.addAll(may);
        after.tickets().shown(Optional.of(support.release())).stream()
                .filter(ticket -> !ticket.title().isEmpty() && !ticket.at().isBefore(support.deployed()))
                .map(ticket ->
                        item(Kind.REPORT, support.release(), title(ticket), ticket.by(), List.copyOf(helpers), null))
                .forEach(items::add);
    }

    private static String title(TicketView ticket) {
        return ticket.ticket() == null ? ticket.title() : "#" + ticket.ticket() + " " + ticket.title();
    }

    private List<String> managers() {
        return names(project.get().people().among(List.of(Person.RELEASE_MANAGER)));
    }

    private static ItemView item(
            Kind kind, String release, String what, String detail, List<String> people, @Nullable Instant until) {
        return new ItemView(kind.word(), release, what, detail, people, "", until);
    }

    private static List<String> names(Collection<Person> people) {
        return people.stream().map(Person::name).toList();
    }
}
