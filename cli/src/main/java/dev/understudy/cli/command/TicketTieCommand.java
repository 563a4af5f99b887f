package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy ticket tie}. */
@Command(name = "tie")
public final class TicketTieCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Parameters(index = "1", paramLabel = "NUMBER", descriptionKey = "ticket-number")
    private long ticket;

    public TicketTieCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = "/releases/" + Client.quote(release) + "/tickets/" + ticket + "/tie";
        return TicketGroup.show(session, session.client().post(path, Map.of()));
    }
}
