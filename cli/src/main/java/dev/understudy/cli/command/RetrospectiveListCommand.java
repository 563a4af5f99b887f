package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.RetrospectiveScreen;
import dev.understudy.model.view.RetrospectiveView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy retrospective list}. */
@Command(name = "list")
public final class RetrospectiveListCommand implements Callable<Integer> {

    private final Session session;

    public RetrospectiveListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/retrospectives");
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new RetrospectiveScreen(session).list(Json.list(answer, RetrospectiveView.class));
        }
        return 0;
    }
}
