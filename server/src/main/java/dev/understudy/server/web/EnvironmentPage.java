package dev.understudy.server.web;

import dev.understudy.engine.run.Runs.Asked;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ShareView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Role;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.LogFound;
import dev.understudy.server.api.LogReader;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Sharing;
import dev.understudy.server.api.Verb;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One environment: what it is, what was done with it, and what its Odoo logs. */
public final class EnvironmentPage {

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
     * @param sharing links to it for people without an account; absent where there may be none, and for who may make none
     */
    public record View(
            EnvironmentView environment,
            List<RunView> runs,
            List<String> log,
            @Nullable Links sharing) {

        /** What may be done to it as it is. */
        public List<Verb> verbs() {
            return ActPage.of(environment);
        }
    }

    /**
     * Links to a copy for people without an account.
     *
     * @param made the address of one that was just made, which is shown this once; empty for none
     * @param problem why one was not made; absent when nothing is wrong
     */
    public record Links(
            List<ShareView> counting, String made, @Nullable ProblemView problem) {}

    /**
     * What the page of a search shows.
     *
     * @param found absent where nothing was looked for
     */
    public record Search(
            String environment, String words, @Nullable LogFound found) {

        /** The lines that were found, as long as they may be on a page. */
        public List<String> lines() {
            return found == null
                    ? List.of()
                    : found.lines().stream().map(EnvironmentPage::cut).toList();
        }
    }

    void show(Context request) {
        show(request, "", null);
    }

    /** Looks for words in the log. */
    void search(Context request) {
        // Refused first where there is no such environment.
        String environment = desk(request)
                .environment(request.pathParam("name"), Problems.language(request))
                .name();
        String said = request.queryParam("find");
        String words = said == null ? "" : said.strip();
        LogFound found = words.isEmpty() ? null : desk(request).findInLog(environment, words);
        screen.show(request, "logs", new Search(environment, words, found));
    }

    /** Makes a link to it. */
    void share(Context request) {
        try {
            ShareView made = sharing(request)
                    .make(
                            new Sharing.Wish(
                                    request.pathParam("name"),
                                    SignInPage.said(request, "guest"),
                                    request.formParams("allows"),
                                    SignInPage.said(request, "days")),
                            Gatekeeper.visitor(request).by(),
                            Problems.language(request));
            String link = String.valueOf(made.link());
            show(request.status(HttpStatus.CREATED), link.startsWith("/") ? Screen.address(request, link) : link, null);
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), "", SignInPage.problem(request, refused));
        }
    }

    /** Ends a link to it. */
    void endShare(Context request) {
        sharing(request)
                .end(
                        request.pathParam("name"),
                        request.pathParam("id"),
                        Gatekeeper.visitor(request).by());
        request.redirect(
                "/projects/" + request.pathParam("project") + "/environments/" + request.pathParam("name"),
                HttpStatus.SEE_OTHER);
    }

    private void show(Context request, String made, @Nullable ProblemView problem) {
        Locale locale = Problems.language(request);
        Desk desk = desk(request);
        EnvironmentView environment = desk.environment(request.pathParam("name"), locale);
        Gathering gathering = new Gathering(request);
        List<RunView> runs = gathering.part(
                List.of(), () -> desk.runs().runs(Asked.ofEnvironment(environment.name()), SHOWN_RUNS, locale));
        boolean reads = Gatekeeper.visitor(request).any(Role.READ_LOGS, environment.name())
                && !environment.status().equals("absent");
        List<String> log = reads ? gathering.part(List.of(), () -> last(desk, environment.name())) : List.of();
        screen.show(
                request,
                "environment",
                new View(environment, runs, log, links(request, made, problem, gathering)),
                gathering);
    }

    private @Nullable Links links(Context request, String made, @Nullable ProblemView problem, Gathering gathering) {
        String environment = request.pathParam("name");
        return environment.equals(Project.PRODUCTION)
                        || !Gatekeeper.visitor(request).any(Role.PERFORM, environment)
                ? null
                : new Links(gathering.part(List.of(), () -> sharing(request).counting(environment)), made, problem);
    }

    private Sharing sharing(Context request) {
        return new Sharing(desk(request), parts.shares(), request.pathParam("project"));
    }

    /** The last lines of the log, then those to come. */
    void log(Context request) throws IOException {
        String session = Gatekeeper.visitor(request).session();
        String environment = request.pathParam("name");
        try (LogReader log = desk(request).logs(environment, LINES)) {
            parts.streams()
                    .lines(request, log, () -> parts.sessions().visitor(session).any(Role.READ_LOGS, environment));
        }
    }

    private static List<String> last(Desk desk, String environment) {
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
