package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.SupportScreen;
import dev.understudy.model.view.SupportView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy release close}. */
@Command(name = "close")
public final class ReleaseCloseCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--note", paramLabel = "TEXT", required = true, descriptionKey = "close-note")
    private String note = "";

    @Option(names = "--despite-errors", descriptionKey = "despite-errors")
    private boolean despiteErrors;

    @Mixin
    private Speaking speaking = new Speaking();

    public ReleaseCloseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = speaking.post(
                session, release, "close", Map.of("note", note, "despiteErrors", Boolean.toString(despiteErrors)));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new SupportScreen(session).show(Json.read(answer, SupportView.class));
        }
        return 0;
    }
}
