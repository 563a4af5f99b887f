package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.DriftScreen;
import dev.understudy.model.view.DriftView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy drift}. */
@Command(name = "drift")
public final class DriftCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "ENVIRONMENT",
            defaultValue = "production",
            descriptionKey = "drift-environment")
    private String environment = "";

    @Option(names = "--accept", descriptionKey = "accept-drift")
    private boolean accept;

    public DriftCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = "/environments/" + Client.quote(environment) + "/drift";
        String answer = session.client().get(path);
        if (accept) {
            // What is shown is what is accepted.
            String mark = Json.read(answer, DriftView.class).mark();
            answer = session.client().post(path + "/accept", Map.of("mark", mark));
        }
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new DriftScreen(session).show(Json.read(answer, DriftView.class));
        }
        return 0;
    }
}
