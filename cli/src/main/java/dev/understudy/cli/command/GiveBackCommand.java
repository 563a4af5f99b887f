package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.config.Project;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy give-back}: the old installation takes production over again. */
@Command(name = "give-back")
public final class GiveBackCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Acting acting = new Acting();

    @Option(names = "--despite-release", descriptionKey = "give-back-despite")
    private boolean despite;

    public GiveBackCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session,
                Acting.address(Project.PRODUCTION, "give-back"),
                Map.of("despite-release", despite ? "true" : ""));
    }
}
