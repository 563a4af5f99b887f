package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.model.config.Project;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy leave}: an installation that runs without Understudy. */
@Command(name = "leave")
public final class LeaveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment", arity = "0..1")
    private String environment = Project.PRODUCTION;

    @Option(names = "--into", paramLabel = "FOLDER", descriptionKey = "leave-into", required = true)
    private String into = "";

    @Option(names = "--as-copy", descriptionKey = "leave-copy")
    private boolean copy;

    @Option(names = "--unloaded", descriptionKey = "leave-unloaded")
    private boolean unloaded;

    @Mixin
    private Acting acting = new Acting();

    public LeaveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session,
                Acting.address(environment, "leave"),
                Map.of(
                        "into",
                        session.path(into).toString(),
                        "copy",
                        copy ? "true" : "",
                        "unloaded",
                        unloaded ? "true" : ""));
    }
}
