package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy retrospective close}. */
@Command(name = "close")
public final class RetrospectiveCloseCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public RetrospectiveCloseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return RetrospectiveShowCommand.show(session, speaking.post(session, release, "retrospective/close", Map.of()));
    }
}
