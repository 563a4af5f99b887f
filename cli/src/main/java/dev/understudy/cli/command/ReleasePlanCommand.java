package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.DecisionScreen;
import dev.understudy.model.view.DecisionView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy release plan}. */
@Command(name = "plan")
public final class ReleasePlanCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--at", paramLabel = "TIME", descriptionKey = "at")
    private String at = "";

    public ReleasePlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = "/releases/" + Client.quote(release) + "/plan";
        String answer = session.client().post(path, at.isEmpty() ? Map.of() : Map.of("at", Moments.instant(at)));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new DecisionScreen(session).show(Json.read(answer, DecisionView.class));
        }
        return 0;
    }
}
