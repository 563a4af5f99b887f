package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy share list}. */
@Command(name = "list")
public final class ShareListCommand implements Callable<Integer> {

    private final Session session;

    public ShareListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return ShareGroup.show(session, session.client().get("/shares"));
    }
}
