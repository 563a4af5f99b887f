package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy people revoke}. */
@Command(name = "revoke")
public final class PeopleRevokeCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "PERSON", descriptionKey = "person")
    private String person = "";

    public PeopleRevokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        PeopleGroup.show(session, session.client().post("/people/" + Client.quote(person) + "/revoke", Map.of()));
        return 0;
    }
}
