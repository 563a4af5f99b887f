package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy terminal save}. */
@Command(name = "save")
public final class TerminalSaveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Parameters(index = "1", paramLabel = "ID", descriptionKey = "terminal-id")
    private String id = "";

    @Parameters(index = "2", paramLabel = "FILE", descriptionKey = "terminal-file")
    private Path file = Path.of("");

    public TerminalSaveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Files.write(
                session.path(file.toString()),
                session.client().bytes(TerminalGroup.address(environment) + "/" + Client.quote(id) + "/recording"));
        return 0;
    }
}
