package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.run.RunView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy run cancel}. */
@Command(name = "cancel")
public final class RunCancelCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "run")
    private String id = "";

    @Option(names = "--dry-run", descriptionKey = "dry-run")
    private boolean dryRun;

    public RunCancelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String address = "/runs/" + Client.quote(id) + "/cancel";
        if (dryRun) {
            Acting.plan(session, address, Map.of());
            return 0;
        }
        String answer = session.client().post(address, Map.of());
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new Screens(session).ending(Json.read(answer, RunView.class));
        }
        return 0;
    }
}
