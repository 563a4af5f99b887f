package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.TokenScreen;
import dev.understudy.model.view.TokenView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy token}. */
@Command(
        name = "token",
        subcommands = {TokenListCommand.class, TokenCreateCommand.class, TokenRevokeCommand.class})
public final class TokenGroup implements Callable<Integer> {

    private final Session session;

    public TokenGroup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return show(session, session.client().get("/tokens"));
    }

    static int show(Session session, String answer) {
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new TokenScreen(session).show(Json.list(answer, TokenView.class));
        }
        return 0;
    }
}
