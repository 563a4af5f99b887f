package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.AnnouncementScreen;
import dev.understudy.model.view.AnnouncementsView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy release announce}. */
@Command(name = "announce")
public final class ReleaseAnnounceCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--dry-run", descriptionKey = "announce-dry-run")
    private boolean dryRun;

    @Option(names = "--told", descriptionKey = "told")
    private boolean told;

    public ReleaseAnnounceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = "/releases/" + Client.quote(release) + "/announcements";
        String answer;
        if (told) {
            answer = session.client().get(path);
        } else if (dryRun) {
            answer = session.client().get(path + "?draft=true");
        } else {
            answer = session.client().post(path, Map.of());
        }
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            new AnnouncementScreen(session).show(Json.read(answer, AnnouncementsView.class));
        }
        return 0;
    }
}
