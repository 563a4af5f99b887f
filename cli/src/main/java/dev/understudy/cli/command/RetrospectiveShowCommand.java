package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.RetrospectiveScreen;
import dev.understudy.model.view.RetrospectiveView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy retrospective show}. */
@Command(name = "show")
public final class RetrospectiveShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    public RetrospectiveShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return show(session, session.client().get("/releases/" + Client.quote(release) + "/retrospective"));
    }

    static int show(Session session, String answer) {
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new RetrospectiveScreen(session).show(Json.read(answer, RetrospectiveView.class));
        }
        return 0;
    }
}
