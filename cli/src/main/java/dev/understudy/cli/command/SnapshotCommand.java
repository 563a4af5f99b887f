package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy snapshot}. */
@Command(name = "snapshot")
public final class SnapshotCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "snapshot-name")
    private String name = "";

    @Mixin
    private Acting acting = new Acting();

    public SnapshotCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(session, Acting.address(environment, "snapshot"), Map.of("name", name));
    }
}
