package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.LoanView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Loans;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Lending;
import dev.understudy.server.api.Lending.Doer;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
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
    public record Row(LoanView loan, boolean answerable, boolean endable) {}

    void show(Context request) {
        show(request, null);
    }

    void ask(Context request) {
        attempt(
                request,
                (lending, doer) ->
                        lending.ask(doer.name(), SignInPage.said(request, "role"), SignInPage.said(request, "reason")));
    }

    void answer(Context request, boolean yes) {
        attempt(request, (lending, doer) -> lending.answer(request.pathParam("id"), doer, yes));
    }

    void end(Context request) {
        attempt(request, (lending, doer) -> lending.end(request.pathParam("id"), doer));
    }

    /** Something that is done about a loan. */
    @FunctionalInterface
    private interface Act {

        void of(Lending lending, Doer doer);
    }

    private void attempt(Context request, Act act) {
        try {
            act.of(lending(request), doer(Gatekeeper.visitor(request)));
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
        Lending lending = lending(request);
        boolean lends = lending.mayLend(doer(visitor));
        List<Row> rows = lending.latest().stream()
                .map(loan -> {
                    boolean theirs = loan.person().equals(visitor.name());
                    return new Row(
                            loan,
                            loan.state().equals("asked") && lends && !theirs,
                            loan.state().equals("given") && (lends || theirs));
                })
                .toList();
        List<Role> roles = visitor.operator()
                ? List.of()
                : Loans.LENDABLE.stream()
                        .filter(role -> !visitor.roles().contains(role))
                        .toList();
        screen.show(request, "loans", new View(rows, roles, problem));
    }

    private static Doer doer(Visitor visitor) {
        return new Doer(visitor.by(), visitor.operator());
    }

    private Lending lending(Context request) {
        return new Lending(projects.desk(request.pathParam("project")));
    }
}
