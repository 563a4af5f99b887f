package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy restore}. */
@Command(name = "restore")
public final class RestoreCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--from", paramLabel = "FILE", descriptionKey = "restore-from", required = true)
    private String from = "";

    @Mixin
    private Acting acting = new Acting();

    public RestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session,
                Acting.address(environment, "restore"),
                Map.of("backup", session.path(from).toString()));
    }
}
