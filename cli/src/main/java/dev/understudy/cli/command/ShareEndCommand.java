package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy share end}. */
@Command(name = "end")
public final class ShareEndCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "share-id")
    private String id = "";

    public ShareEndCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return ShareGroup.show(session, session.client().post("/shares/" + Client.quote(id) + "/end", Map.of()));
    }
}
