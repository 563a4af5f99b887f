package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy export}. */
@Command(name = "export")
public final class ExportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "backup-file")
    private String file = "";

    @Option(names = "--unmasked", paramLabel = "REASON", descriptionKey = "export-unmasked")
    private String unmasked = "";

    @Mixin
    private Acting acting = new Acting();

    public ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session,
                Acting.address(environment, "export"),
                Map.of("file", file.isEmpty() ? "" : session.path(file).toString(), "unmasked", unmasked));
    }
}
