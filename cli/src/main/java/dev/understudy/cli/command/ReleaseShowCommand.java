package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.AnnouncementScreen;
import dev.understudy.cli.show.DecisionScreen;
import dev.understudy.cli.show.LessonScreen;
import dev.understudy.cli.show.Screens;
import dev.understudy.cli.show.SupportScreen;
import dev.understudy.model.view.AnnouncementsView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.LessonView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.SupportView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy release show}. */
@Command(name = "show")
public final class ReleaseShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    public ReleaseShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = "/releases/" + Client.quote(release);
        String answer = session.client().get(path);
        String decided = session.client().get(path + "/decision");
        String support = session.client().get(path + "/support");
        String told = session.client().get(path + "/announcements");
        String lessons = session.client().get("/lessons?release=" + Client.quote(release));
        if (session.json()) {
            String known = Json.with(Json.with(answer, "decision", decided), "support", support);
            session.out().println(Json.with(Json.with(known, "announcements", told), "lessons", lessons));
        } else {
            new Screens(session).release(Json.read(answer, ReleaseView.class));
            session.out().println();
            new DecisionScreen(session).show(Json.read(decided, DecisionView.class));
            new AnnouncementScreen(session).reminded(Json.read(told, AnnouncementsView.class));
            new SupportScreen(session).show(Json.read(support, SupportView.class));
            new LessonScreen(session).before(Json.list(lessons, LessonView.class));
        }
        return 0;
    }
}
