package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.TerminalScreen;
import dev.understudy.model.view.TerminalView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy terminal list}. */
@Command(name = "list")
public final class TerminalListCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    public TerminalListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get(TerminalGroup.address(environment));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new TerminalScreen(session).list(List.of(Json.read(answer, TerminalView[].class)));
        }
        return 0;
    }
}
