package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy refresh}. */
@Command(name = "refresh")
public final class RefreshCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Mixin
    private Acting acting = new Acting();

    public RefreshCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(session, Acting.address(environment, "refresh"), Map.of());
    }
}
