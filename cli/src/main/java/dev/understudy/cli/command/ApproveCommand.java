package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy approve}. */
@Command(name = "approve")
public final class ApproveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--gate", paramLabel = "GATE", defaultValue = "approval", descriptionKey = "gate")
    private String gate = "";

    @Option(names = "--word", paramLabel = "TEXT", descriptionKey = "word")
    private String word = "";

    @Option(names = "--from", paramLabel = "TIME", descriptionKey = "effective")
    private String from = "";

    @Option(names = "--digest", paramLabel = "DIGEST", descriptionKey = "digest")
    private String digest = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public ApproveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return speaking.say(
                session, release, "approve", Map.of("gate", gate, "word", word, "from", from, "digest", digest));
    }
}
