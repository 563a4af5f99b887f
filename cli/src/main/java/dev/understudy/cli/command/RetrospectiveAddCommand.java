package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy retrospective add}. */
@Command(name = "add")
public final class RetrospectiveAddCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--well", paramLabel = "TEXT", descriptionKey = "went-well")
    private @Nullable String well;

    @Option(names = "--badly", paramLabel = "TEXT", descriptionKey = "went-badly")
    private @Nullable String badly;

    @Option(names = "--lesson", paramLabel = "TEXT", descriptionKey = "lesson")
    private @Nullable List<String> lessons;

    @Option(names = "--follow-up", paramLabel = "TEXT", descriptionKey = "follow-up")
    private List<String> followUps = List.of();

    @Mixin
    private Speaking speaking = new Speaking();

    public RetrospectiveAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, Object> said = new LinkedHashMap<>();
        if (well != null) {
            said.put("well", well);
        }
        if (badly != null) {
            said.put("badly", badly);
        }
        if (lessons != null) {
            said.put("lessons", lessons);
        }
        said.put("followUps", followUps);
        return RetrospectiveShowCommand.show(session, speaking.tell(session, release, "retrospective", said));
    }
}
