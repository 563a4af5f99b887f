package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy token list}. */
@Command(name = "list")
public final class TokenListCommand implements Callable<Integer> {

    private final Session session;

    public TokenListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return TokenGroup.show(session, session.client().get("/tokens"));
    }
}
