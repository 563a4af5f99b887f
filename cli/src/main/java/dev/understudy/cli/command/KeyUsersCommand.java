package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.MeasureScreens;
import dev.understudy.model.view.KeyUsersView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy key-users}. */
@Command(name = "key-users")
public final class KeyUsersCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    public KeyUsersCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/releases/" + Client.quote(release) + "/key-users");
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new MeasureScreens(session).keyUsers(Json.read(answer, KeyUsersView.class));
        }
        return 0;
    }
}
