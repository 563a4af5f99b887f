package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy run follow}. */
@Command(name = "follow")
public final class RunFollowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "run")
    private String id = "";

    public RunFollowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new Following(session).follow(id);
    }
}
