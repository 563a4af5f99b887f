package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.config.Project;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy follow}: production becomes a copy of the Odoo that it follows, as that is now. */
@Command(name = "follow")
public final class FollowCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--accept-missing", descriptionKey = "restore-missing")
    private boolean acceptMissing;

    @Mixin
    private Acting acting = new Acting();

    public FollowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session, Acting.address(Project.PRODUCTION, "follow"), Map.of("missing", acceptMissing ? "true" : ""));
    }
}
