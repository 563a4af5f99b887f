package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.BranchesScreen;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.view.BranchDataView;
import dev.understudy.model.view.EnvironmentView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy env show}. */
@Command(name = "show")
public final class EnvShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    public EnvShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = "/environments/" + Client.quote(environment);
        String answer = session.client().get(path);
        String branches = session.client().get(path + "/branches");
        if (session.json()) {
            session.out().println(Json.with(answer, "branches", branches));
        } else {
            new Screens(session).environment(Json.read(answer, EnvironmentView.class));
            new BranchesScreen(session).databases(Json.list(branches, BranchDataView.class));
        }
        return 0;
    }
}
