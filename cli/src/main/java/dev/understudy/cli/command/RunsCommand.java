package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.run.RunView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy runs}. */
@Command(name = "runs")
public final class RunsCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "limit")
    private int limit;

    public RunsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/runs?limit=" + limit);
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new Screens(session).runs(Json.list(answer, RunView.class));
        }
        return 0;
    }
}
