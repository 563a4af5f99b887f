package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy env create}. */
@Command(name = "create")
public final class EnvCreateCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--commit", paramLabel = "REPO=REF", descriptionKey = "create-commit")
    private List<String> commits = List.of();

    @Mixin
    private Acting acting = new Acting();

    public EnvCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session, Acting.address(environment, "create"), Map.of("commit", String.join(",", commits)));
    }
}
