package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.ReportScreen;
import dev.understudy.model.view.ReportView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy release report}. */
@Command(name = "report")
public final class ReleaseReportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    public ReleaseReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/releases/" + Client.quote(release) + "/report");
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new ReportScreen(session).show(Json.read(answer, ReportView.class));
        }
        return 0;
    }
}
