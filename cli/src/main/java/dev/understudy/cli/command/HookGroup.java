package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.HookScreen;
import dev.understudy.model.view.HookView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy hook}. */
@Command(
        name = "hook",
        subcommands = {HookListCommand.class, HookAddCommand.class, HookTestCommand.class, HookRemoveCommand.class})
public final class HookGroup implements Callable<Integer> {

    private final Session session;

    public HookGroup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return show(session, session.client().get("/hooks"));
    }

    static int show(Session session, String answer) {
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new HookScreen(session).show(Json.list(answer, HookView.class));
        }
        return 0;
    }
}
