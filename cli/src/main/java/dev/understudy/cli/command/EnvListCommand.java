package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.view.EnvironmentView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy env list}. */
@Command(name = "list")
public final class EnvListCommand implements Callable<Integer> {

    private final Session session;

    public EnvListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/environments");
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new Screens(session).environments(Json.list(answer, EnvironmentView.class));
        }
        return 0;
    }
}
