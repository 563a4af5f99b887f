package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy project remove}. */
@Command(name = "remove")
public final class ProjectRemoveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "of-project")
    private String name = "";

    public ProjectRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.service().delete("/projects/" + Client.quote(name));
        if (session.json()) {
            session.printJson(Map.of("removed", name));
        } else {
            session.out().println(session.texts().get("project.removed", name));
        }
        return 0;
    }
}
