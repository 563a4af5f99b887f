package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy env live}. */
@Command(name = "live")
public final class EnvLiveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Mixin
    private Acting acting = new Acting();

    public EnvLiveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(session, Acting.address(environment, "live"), Map.of());
    }
}
