package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.ShareScreen;
import dev.understudy.model.view.ShareView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code understudy share}. */
@Command(
        name = "share",
        subcommands = {ShareListCommand.class, ShareCreateCommand.class, ShareEndCommand.class})
public final class ShareGroup implements Callable<Integer> {

    private final Session session;

    public ShareGroup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return show(session, session.client().get("/shares"));
    }

    static int show(Session session, String answer) {
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new ShareScreen(session).show(Json.list(answer, ShareView.class));
        }
        return 0;
    }
}
