package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.LoanBook.Loan;
import dev.understudy.server.access.Loans;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where people ask for a role for a time, and others give it. */
public final class LoanPage {

    private final Projects projects;
    private final Screen screen;

    LoanPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param roles that whoever looks may ask for
     * @param problem why it did not work; absent at first
     */
    public record View(
            List<Row> rows, List<Role> roles, @Nullable ProblemView problem) {}

    /**
     * A role that somebody asked for.
     *
     * @param answerable whether whoever looks may say yes or no
     * @param endable whether they may take it back, or give it back
     */
    public record Row(Loan loan, String state, boolean answerable, boolean endable) {}

    void show(Context request) {
        show(request, null);
    }

    void ask(Context request) {
        attempt(
                request,
                (loans, visitor) -> loans.ask(
                        visitor.name(),
                        visitor.roles(),
                        role(SignInPage.said(request, "role")),
                        SignInPage.said(request, "reason")));
    }

    void answer(Context request, boolean yes) {
        attempt(request, (loans, visitor) -> {
            if (!ownManager(request, visitor)) {
                throw Fault.refused("server.loan-lent").exception();
            }
            loans.answer(request.pathParam("id"), visitor.by(), yes);
        });
    }

    /** Who only has the role for a time passes it to nobody: two could keep it going for good. */
    private boolean ownManager(Context request, Visitor visitor) {
        return visitor.operator()
                || projects.desk(request.pathParam("project")).practice().people().stream()
                        .filter(one -> one.name().equals(visitor.name()))
                        .anyMatch(one -> Role.of(one.roles()).contains(Role.RELEASE_MANAGER));
    }

    /** By who has it, and by who answers for production: another's is not found. */
    void end(Context request) {
        attempt(request, (loans, visitor) -> {
            String id = request.pathParam("id");
            boolean theirs = loans.latest().stream()
                    .anyMatch(loan -> loan.id().equals(id) && loan.person().equals(visitor.name()));
            if (!theirs && !visitor.any(Role.PERFORM)) {
                throw Fault.usage("server.loan-not-found", id).exception();
            }
            loans.end(id, visitor.by());
        });
    }

    /** Something that is done about a loan. */
    @FunctionalInterface
    private interface Act {

        void of(Loans loans, Visitor visitor);
    }

    private void attempt(Context request, Act act) {
        try {
            act.of(loans(request), Gatekeeper.visitor(request));
            request.redirect("/projects/" + request.pathParam("project") + "/access", HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), SignInPage.problem(request, refused));
        }
    }

    private void show(Context request, @Nullable ProblemView problem) {
        Visitor visitor = Gatekeeper.visitor(request);
        Loans loans = loans(request);
        boolean manager = ownManager(request, visitor);
        List<Row> rows = loans.latest().stream()
                .map(loan -> {
                    String state = loans.state(loan);
                    boolean theirs = loan.person().equals(visitor.name());
                    return new Row(
                            loan,
                            state,
                            state.equals("asked") && manager && !theirs,
                            state.equals("given") && (manager || theirs));
                })
                .toList();
        List<Role> roles = visitor.operator()
                ? List.of()
                : Stream.of(Role.DEVELOPER, Role.RELEASE_MANAGER)
                        .filter(role -> !visitor.roles().contains(role))
                        .toList();
        screen.show(request, "loans", new View(rows, roles, problem));
    }

    private Loans loans(Context request) {
        return projects.desk(request.pathParam("project")).access().loans();
    }

    private static Role role(String word) {
        return Stream.of(Role.DEVELOPER, Role.RELEASE_MANAGER)
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Fault.refused("server.loan-role", word).exception());
    }
}
