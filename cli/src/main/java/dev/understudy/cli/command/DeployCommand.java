package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy deploy}. */
@Command(name = "deploy")
public final class DeployCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Parameters(index = "1", paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--restart-database", descriptionKey = "restart-database")
    private boolean restartDatabase;

    @Mixin
    private Acting acting = new Acting();

    public DeployCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session,
                Acting.address(environment, "deploy"),
                Map.of("release", release, "restart-database", restartDatabase ? "true" : ""));
    }
}
