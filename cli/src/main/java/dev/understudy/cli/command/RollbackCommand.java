package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy rollback}. */
@Command(name = "rollback")
public final class RollbackCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--to", paramLabel = "POINT", descriptionKey = "to")
    private String to = "";

    @Mixin
    private Acting acting = new Acting();

    public RollbackCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(session, Acting.address(environment, "rollback"), Map.of("to", to));
    }
}
