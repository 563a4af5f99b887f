package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy ticket list}. */
@Command(name = "list")
public final class TicketListCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "RELEASE", defaultValue = "", descriptionKey = "tickets-of")
    private String release = "";

    public TicketListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String of = release.isEmpty() ? "" : "?release=" + Client.quote(release);
        return TicketGroup.show(session, session.client().get("/tickets" + of));
    }
}
