package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.view.StatusView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy status}. */
@Command(name = "status")
public final class StatusCommand implements Callable<Integer> {

    private final Session session;

    public StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/status");
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new Screens(session).status(Json.read(answer, StatusView.class));
        }
        return 0;
    }
}
