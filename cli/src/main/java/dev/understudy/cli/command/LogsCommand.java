package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy logs}. */
@Command(name = "logs")
public final class LogsCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "100",
            descriptionKey = "lines")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            descriptionKey = "follow")
    private boolean follow;

    public LogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String address = "/environments/" + Client.quote(environment) + "/logs?lines=" + lines;
        if (follow) {
            session.client().events(address + "&follow=true", (event, line) -> {
                show(line);
                return true;
            });
            return 0;
        }
        List<String> read = session.client().get(address).lines().toList();
        if (session.json()) {
            session.printJson(read);
        } else {
            read.forEach(session.out()::println);
        }
        return 0;
    }

    private void show(String line) {
        session.out().println(session.json() ? Json.of(line) : line);
        session.out().flush();
    }
}
