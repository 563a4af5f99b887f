package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy reject}. */
@Command(name = "reject")
public final class RejectCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--gate", paramLabel = "GATE", defaultValue = "approval", descriptionKey = "gate")
    private String gate = "";

    @Option(names = "--word", paramLabel = "TEXT", descriptionKey = "word")
    private String word = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public RejectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return speaking.say(session, release, "reject", Map.of("gate", gate, "word", word));
    }
}
