package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.MeasureScreens;
import dev.understudy.model.view.LoadView;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy load}. */
@Command(name = "load")
public final class LoadCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--timezone", paramLabel = "ZONE", descriptionKey = "timezone")
    private String timezone = "";

    @Option(names = "--release", paramLabel = "RELEASE", descriptionKey = "load-release")
    private String release = "";

    public LoadCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String zone = timezone.isEmpty() ? ZoneId.systemDefault().getId() : timezone;
        String answer = session.client()
                .get("/load?timezone=" + Client.quote(zone)
                        + (release.isEmpty() ? "" : "&release=" + Client.quote(release)));
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new MeasureScreens(session).load(Json.read(answer, LoadView.class));
        }
        return 0;
    }
}
