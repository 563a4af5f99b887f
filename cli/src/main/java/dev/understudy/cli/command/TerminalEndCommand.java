package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy terminal end}. */
@Command(name = "end")
public final class TerminalEndCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Parameters(index = "1", paramLabel = "ID", descriptionKey = "terminal-id")
    private String id = "";

    public TerminalEndCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String _ =
                session.client().post(TerminalGroup.address(environment) + "/" + Client.quote(id) + "/end", Map.of());
        return 0;
    }
}
