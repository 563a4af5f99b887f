package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy role lend}. */
@Command(name = "lend")
public final class RoleLendCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "loan-id")
    private String id = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public RoleLendCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return RoleGroup.show(session, speaking.ask(session, "/roles/" + Client.quote(id) + "/lend", Map.of()));
    }
}
