package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy hook remove}. */
@Command(name = "remove")
public final class HookRemoveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "hook-id")
    private String id = "";

    public HookRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return HookGroup.show(session, session.client().post("/hooks/" + Client.quote(id) + "/remove", Map.of()));
    }
}
