package dev.understudy.server.web;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Role;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.LogReader;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Verb;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** One environment: what it is, what was done with it, and what its Odoo logs. */
public final class EnvironmentPage {

    private static final int RUNS = 200;
    private static final int SHOWN_RUNS = 10;
    private static final int LINES = 100;
    private static final int MOST_CHARACTERS = 5_000;

    private final Pages.Parts parts;
    private final Screen screen;

    EnvironmentPage(Pages.Parts parts, Screen screen) {
        this.parts = parts;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param runs the latest there, the newest first
     * @param log its last lines; none for who may not read them, and where there is no log
     */
    public record View(EnvironmentView environment, List<RunView> runs, List<String> log) {

        /** What may be done to it as it is. */
        public List<Verb> verbs() {
            return ActPage.of(environment);
        }
    }

    void show(Context request) throws IOException {
        Locale locale = Problems.language(request);
        Desk desk = desk(request);
        EnvironmentView environment = desk.environment(request.pathParam("name"), locale);
        List<RunView> runs = desk.runs().runs(RUNS, locale).stream()
                .filter(run -> run.environment().equals(environment.name()))
                .limit(SHOWN_RUNS)
                .toList();
        boolean reads = Gatekeeper.visitor(request).any(Role.READ_LOGS)
                && !environment.status().equals("absent");
        List<String> log = reads ? last(desk, environment.name()) : List.of();
        screen.show(request, "environment", new View(environment, runs, log));
    }

    /** The last lines of the log, then those to come. */
    void log(Context request) throws IOException {
        String session = Gatekeeper.visitor(request).session();
        try (LogReader log = desk(request).logs(request.pathParam("name"), LINES)) {
            parts.streams()
                    .lines(request, log, () -> parts.sessions().visitor(session).any(Role.READ_LOGS));
        }
    }

    private static List<String> last(Desk desk, String environment) throws IOException {
        try (LogReader log = desk.logs(environment, LINES)) {
            return log.read().stream().map(EnvironmentPage::cut).toList();
        }
    }

    private static String cut(String line) {
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }

    private Desk desk(Context request) {
        return parts.projects().desk(request.pathParam("project"));
    }
}
