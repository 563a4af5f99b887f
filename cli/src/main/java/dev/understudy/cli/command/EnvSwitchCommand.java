package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy env switch}. */
@Command(name = "switch")
public final class EnvSwitchCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--branch", paramLabel = "BRANCH", descriptionKey = "branch-of-development")
    private String branch = "";

    @Mixin
    private Acting acting = new Acting();

    public EnvSwitchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(session, Acting.address(environment, "switch"), Map.of("branch", branch));
    }
}
