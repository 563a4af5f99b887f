package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.PeopleScreen;
import dev.understudy.model.view.PersonView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy people}. */
@Command(
        name = "people",
        subcommands = {PeopleKeyCommand.class, PeoplePasswordLinkCommand.class, PeopleRevokeCommand.class})
public final class PeopleGroup implements Callable<Integer> {

    private final Session session;

    public PeopleGroup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        show(session, session.client().get("/people"));
        return 0;
    }

    static void show(Session session, String answer) {
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new PeopleScreen(session).show(Json.list(answer, PersonView.class));
        }
    }
}
