package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.view.ReleaseView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy release show}. */
@Command(name = "show")
public final class ReleaseShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    public ReleaseShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/releases/" + Client.quote(release));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new Screens(session).release(Json.read(answer, ReleaseView.class));
        }
        return 0;
    }
}
