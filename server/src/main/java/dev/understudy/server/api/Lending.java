package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.LoanView;
import dev.understudy.model.view.PersonView;
import dev.understudy.server.access.LoanBook.Loan;
import dev.understudy.server.access.Loans;
import dev.understudy.server.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Roles for a time: asked for, given and ended by the people of a project, on pages and by the API alike. */
public final class Lending {

    private final Desk desk;

    public Lending(Desk desk) {
        this.desk = desk;
    }

    /**
     * Who does something.
     *
     * @param operator whether they may give any role; else whether the project's file lets them counts
     */
    public record Doer(String name, boolean operator) {}

    /** Asked and given, the newest first. */
    public List<LoanView> latest() {
        return loans().latest().stream().map(this::view).toList();
    }

    /** Throws {@code process.no-such-person}, {@code server.loan-role}, {@code server.loan-reason}. */
    public void ask(String person, String role, String reason) {
        PersonView known = person(person)
                .orElseThrow(() -> Fault.usage("process.no-such-person", person).exception());
        Set<Role> has = Role.of(known.roles());
        has.addAll(loans().lent(person));
        Role wanted = Loans.LENDABLE.stream()
                .filter(one -> one.word().equals(role))
                .findFirst()
                .orElseThrow(() -> Fault.refused("server.loan-role", role).exception());
        loans().ask(person, has, wanted, reason);
    }

    /** Throws {@code server.loan-lent}, {@code server.loan-not-found}, {@code server.loan-own}, {@code server.loan-answered}. */
    public void answer(String id, Doer by, boolean yes) {
        if (!mayLend(by)) {
            throw Fault.refused("server.loan-lent").exception();
        }
        loans().answer(id, by.name(), yes);
    }

    /** By who has it, and by who may give it: another's is not found. Throws {@code server.loan-not-found}. */
    public void end(String id, Doer by) {
        boolean theirs = loans().latest().stream()
                .anyMatch(loan -> loan.id().equals(id) && loan.person().equals(by.name()));
        if (!theirs && !mayLend(by)) {
            throw Fault.usage("server.loan-not-found", id).exception();
        }
        loans().end(id, by.name());
    }

    /** Who only has the role for a time passes it to nobody: two could keep it going for good. */
    public boolean mayLend(Doer by) {
        return by.operator()
                || person(by.name())
                        .filter(one -> Role.of(one.roles()).contains(Role.RELEASE_MANAGER))
                        .isPresent();
    }

    private Optional<PersonView> person(String name) {
        return desk.practice().people().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    private Loans loans() {
        return desk.access().loans();
    }

    private LoanView view(Loan loan) {
        return new LoanView(
                loan.id(),
                loan.person(),
                loan.role().word(),
                loan.reason(),
                loan.askedAt(),
                loans().state(loan),
                loan.answeredBy(),
                loan.endsAt());
    }
}
