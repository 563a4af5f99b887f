package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy backup}. */
@Command(name = "backup")
public final class BackupCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "backup-file")
    private String file = "";

    @Option(names = "--unloaded", descriptionKey = "backup-unloaded")
    private boolean unloaded;

    @Mixin
    private Acting acting = new Acting();

    public BackupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session,
                Acting.address(environment, "backup"),
                Map.of(
                        "file",
                        file.isEmpty() ? "" : session.path(file).toString(),
                        "unloaded",
                        unloaded ? "true" : ""));
    }
}
