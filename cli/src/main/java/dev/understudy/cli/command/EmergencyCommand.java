package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy emergency}. */
@Command(name = "emergency")
public final class EmergencyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "reason")
    private String reason = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public EmergencyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return speaking.say(session, release, "emergency", Map.of("reason", reason));
    }
}
