package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy role ask}. */
@Command(name = "ask")
public final class RoleAskCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ROLE", descriptionKey = "loan-role")
    private String role = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "loan-reason")
    private String reason = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public RoleAskCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return RoleGroup.show(session, speaking.ask(session, "/roles", Map.of("role", role, "reason", reason)));
    }
}
