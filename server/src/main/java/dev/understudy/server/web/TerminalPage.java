package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.TerminalView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.TerminalRoutes;
import dev.understudy.server.api.TerminalSocket;
import dev.understudy.server.terminal.Ground.Data;
import dev.understudy.server.terminal.Terminal;
import dev.understudy.server.terminal.Terminals;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terminals at an environment: opened here, sat at, and seen again. */
public final class TerminalPage {

    private final Pages.Parts parts;
    private final Screen screen;

    TerminalPage(Pages.Parts parts, Screen screen) {
        this.parts = parts;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param data whose lies there
     * @param may whether whoever looks may open one
     * @param reason that they said, where it did not suffice
     * @param past those that are or were; none for who may not see what others did
     * @param problem why none was opened; absent at first
     */
    public record View(
            String environment,
            Data data,
            boolean may,
            String reason,
            List<TerminalView> past,
            @Nullable ProblemView problem) {

        /** What can be typed to. */
        public TerminalProgram[] programs() {
            return TerminalProgram.values();
        }

        /** The command that does the same at the machine. */
        public String command(TerminalProgram program) {
            String name = program == TerminalProgram.ODOO ? "odoo-shell" : program.word();
            return "understudy " + name + " " + environment + (data.asksWhy() ? " --reason \"…\"" : "");
        }
    }

    /**
     * What one shows.
     *
     * @param sealed whether its recording is what the audit log sealed; of no meaning before its end
     */
    public record Seen(TerminalView terminal, Data data, boolean sealed) {}

    void show(Context request) {
        show(request, "", null);
    }

    void open(Context request) {
        String reason = SignInPage.said(request, "reason");
        String environment = request.pathParam("name");
        Visitor visitor = Gatekeeper.visitor(request);
        String session = visitor.session();
        String project = request.pathParam("project");
        Terminals terminals = terminals(request);
        try {
            Data data = terminals.data(environment);
            Terminal opened = terminals.open(new Terminals.Order(
                    environment,
                    TerminalRoutes.program(SignInPage.said(request, "program")),
                    visitor.by(),
                    reason,
                    TerminalSocket.holder(request),
                    () -> may(parts.sessions().visitor(session), project, environment, data)));
            request.redirect(address(request) + "/" + opened.id(), HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), reason, SignInPage.problem(request, refused));
        }
    }

    private static boolean may(Visitor visitor, String project, String environment, Data data) {
        return visitor.knows(project) && !visitor.weak() && visitor.any(data.roles(), environment);
    }

    /** For whom it was opened, once. */
    void sit(Context request) {
        String environment = request.pathParam("name");
        Terminals terminals = terminals(request);
        Terminal awaited = terminals.awaited(request.pathParam("id"), environment, TerminalSocket.holder(request));
        screen.show(
                request,
                "terminal",
                new Seen(terminals.one(awaited.id(), environment), terminals.data(environment), false));
    }

    void socket(Context request) {
        TerminalSocket.prepare(request, terminals(request), TerminalSocket.holder(request));
    }

    void end(Context request) {
        Terminals terminals = terminals(request);
        terminals.end(terminals
                .one(request.pathParam("id"), request.pathParam("name"))
                .id());
        request.redirect(address(request), HttpStatus.SEE_OTHER);
    }

    void replay(Context request) {
        Terminals terminals = terminals(request);
        TerminalView terminal = terminals.one(request.pathParam("id"), request.pathParam("name"));
        screen.show(
                request,
                "replay",
                new Seen(terminal, terminals.data(terminal.environment()), terminals.sealed(terminal)));
    }

    void recording(Context request) throws IOException {
        TerminalRoutes.send(
                request, terminals(request), Gatekeeper.visitor(request).by());
    }

    private void show(Context request, String reason, @Nullable ProblemView problem) {
        String environment = request.pathParam("name");
        Terminals terminals = terminals(request);
        Visitor visitor = Gatekeeper.visitor(request);
        Data data = terminals.data(environment);
        screen.show(
                request,
                "terminals",
                new View(
                        environment,
                        data,
                        visitor.any(data.roles(), environment),
                        reason,
                        visitor.any(Role.REPLAY, environment) ? terminals.list(environment) : List.of(),
                        problem));
    }

    private static String address(Context request) {
        return "/projects/" + request.pathParam("project") + "/environments/" + request.pathParam("name")
                + "/terminals";
    }

    private Terminals terminals(Context request) {
        return parts.projects().desk(request.pathParam("project")).terminals();
    }
}
