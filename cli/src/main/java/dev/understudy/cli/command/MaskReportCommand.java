package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.MaskScreen;
import dev.understudy.model.view.MaskView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy mask report}. */
@Command(name = "report")
public final class MaskReportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    public MaskReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String answer = session.client().get("/environments/" + Client.quote(environment) + "/mask");
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new MaskScreen(session).show(Json.read(answer, MaskView.class));
        }
        return 0;
    }
}
