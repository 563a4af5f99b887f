package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy hook list}. */
@Command(name = "list")
public final class HookListCommand implements Callable<Integer> {

    private final Session session;

    public HookListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return HookGroup.show(session, session.client().get("/hooks"));
    }
}
