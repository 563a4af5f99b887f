package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy override}. */
@Command(name = "override")
public final class OverrideCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--gate", paramLabel = "GATE", required = true, descriptionKey = "gate")
    private String gate = "";

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "reason")
    private String reason = "";

    @Option(names = "--until", paramLabel = "TIME", descriptionKey = "until")
    private String until = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public OverrideCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return speaking.say(
                session, release, "override", Map.of("gate", gate, "reason", reason, "until", Moments.instant(until)));
    }
}
