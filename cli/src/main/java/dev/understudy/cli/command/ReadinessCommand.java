package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.ReadinessScreen;
import dev.understudy.model.view.ReadinessView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy readiness}. */
@Command(name = "readiness")
public final class ReadinessCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--say", paramLabel = "CONSIDERATION=MARK", descriptionKey = "consider")
    private Map<String, String> said = Map.of();

    @Option(names = "--word", paramLabel = "TEXT", descriptionKey = "word")
    private String word = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public ReadinessCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = said.isEmpty() ? session.client().get("/releases/" + Client.quote(release) + "/readiness") : "";
        for (Map.Entry<String, String> one : said.entrySet()) {
            answer = speaking.post(
                    session,
                    release,
                    "readiness",
                    Map.of("consideration", one.getKey(), "mark", one.getValue(), "word", word));
        }
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new ReadinessScreen(session).show(Json.read(answer, ReadinessView.class));
        }
        return 0;
    }
}
