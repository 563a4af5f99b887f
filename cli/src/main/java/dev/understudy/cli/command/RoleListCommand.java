package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy role list}. */
@Command(name = "list")
public final class RoleListCommand implements Callable<Integer> {

    private final Session session;

    public RoleListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return RoleGroup.show(session, session.client().get("/roles"));
    }
}
