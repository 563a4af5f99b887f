package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.LoanScreen;
import dev.understudy.model.view.LoanView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy role}. */
@Command(
        name = "role",
        subcommands = {
            RoleListCommand.class,
            RoleAskCommand.class,
            RoleLendCommand.class,
            RoleRefuseCommand.class,
            RoleEndCommand.class
        })
public final class RoleGroup implements Callable<Integer> {

    private final Session session;

    public RoleGroup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return show(session, session.client().get("/roles"));
    }

    static int show(Session session, String answer) {
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new LoanScreen(session).show(Json.list(answer, LoanView.class));
        }
        return 0;
    }
}
