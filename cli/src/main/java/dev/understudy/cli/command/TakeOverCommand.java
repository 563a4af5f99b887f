package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.config.Project;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy take-over}: production takes the place of the Odoo that it follows. */
@Command(name = "take-over")
public final class TakeOverCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--accept-missing", descriptionKey = "restore-missing")
    private boolean acceptMissing;

    @Mixin
    private Acting acting = new Acting();

    public TakeOverCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session,
                Acting.address(Project.PRODUCTION, "take-over"),
                Map.of("missing", acceptMissing ? "true" : ""));
    }
}
