package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.show.LessonScreen;
import dev.understudy.cli.show.Screens;
import dev.understudy.model.view.LessonView;
import dev.understudy.model.view.ReleaseView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy release create}. */
@Command(name = "create")
public final class ReleaseCreateCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--branch", paramLabel = "BRANCH", descriptionKey = "branch")
    private String branch = "";

    @Option(names = "--commit", paramLabel = "REPO=COMMIT", descriptionKey = "commit")
    private Map<String, String> commits = new LinkedHashMap<>();

    @Option(names = "--odoo", paramLabel = "REF|FILE", descriptionKey = "odoo")
    private String odoo = "";

    @Option(names = "--install", paramLabel = "MODULE", split = ",", descriptionKey = "install")
    private List<String> install = new ArrayList<>();

    @Option(names = "--uninstall", paramLabel = "MODULE", split = ",", descriptionKey = "uninstall")
    private List<String> uninstall = new ArrayList<>();

    @Option(names = "--accept-unreached", descriptionKey = "accept-unreached")
    private boolean unreachedAccepted;

    @Option(names = "--dry-run", descriptionKey = "dry-run")
    private boolean dryRun;

    public ReleaseCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!odoo.isEmpty()) {
            commits.put("odoo", named(odoo));
        }
        Map<String, Object> order = Map.of(
                "branch", branch,
                "commits", commits,
                "install", install,
                "uninstall", uninstall,
                "accept-unreached", unreachedAccepted);
        if (dryRun) {
            Acting.plan(session, "/releases", order);
            return 0;
        }
        String answer = session.client().post("/releases", order);
        ReleaseView release = Json.read(answer, ReleaseView.class);
        String lessons = session.client().get("/lessons?release=" + Client.quote(release.id()));
        if (session.json()) {
            session.out().println(Json.with(answer, "lessons", lessons));
        } else {
            new Screens(session).release(release);
            new LessonScreen(session).before(Json.list(lessons, LessonView.class));
            session.out().println();
            if (release.existed()) {
                session.out().println(session.texts().get("release.existed", release.id()));
            }
            session.out().println(session.texts().get("release.next", release.id()));
        }
        return 0;
    }

    /** A package beside the user is not beside the service. */
    private static String named(String odoo) {
        boolean file = odoo.endsWith(".deb") && !odoo.contains("://");
        return file ? Path.of(odoo).toAbsolutePath().normalize().toString() : odoo;
    }
}
