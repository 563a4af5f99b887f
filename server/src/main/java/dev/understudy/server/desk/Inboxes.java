package dev.understudy.server.desk;

import dev.understudy.model.config.Project;
import dev.understudy.model.people.Person;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.model.view.InboxView.Kind;
import dev.understudy.process.inbox.Inbox;
import dev.understudy.server.access.LoanBook.Loan;
import dev.understudy.server.access.Loans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What waits for people, of releases and of roles that are asked for. */
final class Inboxes {

    private final Supplier<Project> project;
    private final Inbox inbox;
    private final Loans loans;

    Inboxes(Supplier<Project> project, Inbox inbox, Loans loans) {
        this.project = project;
        this.inbox = inbox;
        this.loans = loans;
    }

    InboxView of(Locale locale, Instant now) {
        List<ItemView> items = new ArrayList<>(inbox.items(locale, now));
        loans.latest().stream().filter(loans::waits).map(this::asked).forEach(items::add);
        items.sort(Comparator.comparing(ItemView::until, Comparator.nullsLast(Comparator.naturalOrder())));
        return new InboxView(items);
    }

    /** It is given by who answers for production by the project's file, and by nobody to themselves. */
    private ItemView asked(Loan loan) {
        List<String> others = project.get().people().among(List.of(Person.RELEASE_MANAGER)).stream()
                .map(Person::name)
                .filter(name -> !name.equals(loan.person()))
                .toList();
        return new ItemView(
                Kind.ROLE.word(),
                loan.id(),
                loan.role().word(),
                loan.person() + ": " + loan.reason(),
                others,
                "",
                loans.waitsUntil(loan));
    }
}
