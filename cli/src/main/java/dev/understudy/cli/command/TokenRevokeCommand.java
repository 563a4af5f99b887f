package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy token revoke}. */
@Command(name = "revoke")
public final class TokenRevokeCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "token-id")
    private String id = "";

    public TokenRevokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return TokenGroup.show(session, session.client().post("/tokens/" + Client.quote(id) + "/revoke", Map.of()));
    }
}
