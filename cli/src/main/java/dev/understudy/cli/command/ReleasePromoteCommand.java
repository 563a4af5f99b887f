package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy release promote}. */
@Command(name = "promote")
public final class ReleasePromoteCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(
            names = {"--no-wait", "--detach"},
            descriptionKey = "no-wait")
    private boolean detached;

    public ReleasePromoteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return Acting.perform(session, "/releases/" + Client.quote(release) + "/promote", Map.of(), detached);
    }
}
