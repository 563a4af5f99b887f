package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.fault.Fault;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy env destroy}. */
@Command(name = "destroy")
public final class EnvDestroyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--yes", descriptionKey = "yes")
    private boolean sure;

    @Mixin
    private Acting acting = new Acting();

    public EnvDestroyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!sure && !acting.dryRun() && !Question.confirmed(session, "destroy.confirm", environment)) {
            throw Fault.usage("cli.not-confirmed", environment).exception();
        }
        return acting.perform(session, Acting.address(environment, "destroy"), Map.of());
    }
}
