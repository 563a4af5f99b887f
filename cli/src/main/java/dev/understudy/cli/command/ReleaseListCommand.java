package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.view.ReleaseView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy release list}. */
@Command(name = "list")
public final class ReleaseListCommand implements Callable<Integer> {

    private final Session session;

    public ReleaseListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/releases");
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new Screens(session).releases(Json.list(answer, ReleaseView.class));
        }
        return 0;
    }
}
