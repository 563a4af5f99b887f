package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.AnnouncementScreen;
import dev.understudy.cli.show.MeasureScreens;
import dev.understudy.model.view.AnnouncementsView;
import dev.understudy.model.view.KeyUsersView;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy key-users}. */
@Command(name = "key-users")
public final class KeyUsersCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--remind", descriptionKey = "remind")
    private boolean remind;

    public KeyUsersCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = "/releases/" + Client.quote(release) + "/key-users";
        String answer = remind
                ? session.client().post(path + "/remind", Map.of())
                : session.client().get(path);
        String told = session.client().get("/releases/" + Client.quote(release) + "/announcements");
        if (session.json()) {
            session.out().println(Json.with(answer, "announcements", told));
        } else {
            new MeasureScreens(session).keyUsers(Json.read(answer, KeyUsersView.class));
            new AnnouncementScreen(session).reminded(Json.read(told, AnnouncementsView.class));
        }
        return 0;
    }
}
