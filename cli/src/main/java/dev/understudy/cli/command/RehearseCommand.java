package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy rehearse}. */
@Command(name = "rehearse")
public final class RehearseCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--accept-class", paramLabel = "CLASS", descriptionKey = "accept-class")
    private String accepted = "";

    @Option(names = "--accept-loss", descriptionKey = "accept-loss")
    private boolean lossAccepted;

    @Mixin
    private Acting acting = new Acting();

    public RehearseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return acting.perform(
                session,
                "/releases/" + Client.quote(release) + "/rehearse",
                Map.of("accept-class", accepted, "accept-loss", lossAccepted ? "true" : ""));
    }
}
