package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.model.view.TerminalView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.terminal.Terminal;
import dev.understudy.server.terminal.Terminals;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Terminals of environments. */
public final class TerminalRoutes {

    private final Desks desks;

    TerminalRoutes(Desks desks) {
        this.desks = desks;
    }

    void open(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("program", "reason"));
        Terminals terminals = terminals(request);
        String environment = request.pathParam("name");
        Terminal opened = terminals.open(new Terminals.Order(
                environment,
                program(said.getOrDefault("program", "")),
                Asked.by(request),
                said.getOrDefault("reason", ""),
                TerminalSocket.holder(request),
                Gatekeeper.stillMay(request)));
        request.status(HttpStatus.CREATED).json(terminals.one(opened.id(), environment));
    }

    void list(Context request) {
        request.json(terminals(request).list(request.pathParam("name")));
    }

    void socket(Context request) {
        TerminalSocket.prepare(request, terminals(request), TerminalSocket.holder(request));
    }

    void end(Context request) {
        Terminals terminals = terminals(request);
        TerminalView terminal = terminals.one(request.pathParam("id"), request.pathParam("name"));
        terminals.end(terminal.id());
        request.json(terminal);
    }

    void recording(Context request) throws IOException {
        send(request, terminals(request), Asked.by(request));
    }

    /** Sends a recording piece by piece: all of it may be more than memory has. Throws {@code server.terminal-not-found}. */
    public static void send(Context request, Terminals terminals, String by) throws IOException {
        TerminalView terminal = terminals.one(request.pathParam("id"), request.pathParam("name"));
        request.contentType("application/x-asciicast")
                .header("Content-Disposition", "attachment; filename=" + terminal.id() + ".cast");
        OutputStream out = request.res().getOutputStream();
        terminals.replay(terminal, by, piece -> out.write(piece.getBytes(StandardCharsets.UTF_8)));
        out.flush();
    }

    /** Throws {@code server.terminal-program}. */
    public static TerminalProgram program(String word) {
        return TerminalProgram.of(word)
                .orElseThrow(() -> Fault.usage("server.terminal-program", word).exception());
    }

    private Terminals terminals(Context request) {
        return desks.of(request).terminals();
    }
}
