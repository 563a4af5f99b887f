package dev.understudy.server.web;

import dev.understudy.engine.run.Runs.Asked;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.LossView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import dev.understudy.server.api.Verb;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What something would do to an environment, line by line; and the button that does it, or why there is none. */
public final class ActPage {

    /** What pages do; the rest takes files, or is done once in the life of an installation. */
    static final List<Verb> OFFERED =
            List.of(Verb.CREATE, Verb.REFRESH, Verb.DEPLOY, Verb.SNAPSHOT, Verb.BACKUP, Verb.ROLLBACK);

    private static final int RELEASES = 20;

    private final Projects projects;
    private final Screen screen;

    ActPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param release that is to be deployed; empty for none, or none yet
     * @param releases among which to choose
     * @param plan what would be done
     * @param loss what people would lose; absent when nothing goes back
     * @param problem why it may not be; absent when it may
     * @param waits for what it would wait before it begins by itself; absent for nothing
     */
    public record View(
            String environment,
            Verb verb,
            String release,
            List<ReleaseView> releases,
            List<String> plan,
            @Nullable LossView loss,
            @Nullable ProblemView problem,
            @Nullable ProblemView waits) {

        /** Whether there is something to press a button for. */
        public boolean open() {
            return problem == null && !(verb == Verb.DEPLOY && release.isEmpty());
        }
    }

    /** What may be done to an environment as it is. */
    static List<Verb> of(EnvironmentView environment) {
        if (environment.status().equals("absent")) {
            return List.of(Verb.CREATE);
        }
        return environment.kind().equals("copy")
                ? List.of(Verb.REFRESH, Verb.DEPLOY, Verb.SNAPSHOT)
                : List.of(Verb.DEPLOY, Verb.SNAPSHOT, Verb.BACKUP, Verb.ROLLBACK);
    }

    void show(Context request, Verb verb) {
        String release = request.queryParam("release");
        show(request, action(request, verb, release == null ? "" : release), null);
    }

    /** Does it; a form of a rollback says that it knows what is lost. */
    void act(Context request, Verb verb) {
        Action action = action(request, verb, SignInPage.said(request, "release"));
        try {
            RunView run =
                    underWay(request, action).orElseGet(() -> desk(request).submit(action));
            request.redirect("/projects/" + request.pathParam("project") + "/runs/" + run.id(), HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), action, SignInPage.problem(request, refused));
        }
    }

    /** The same deploy, which somebody has asked for already: whoever presses a button twice is led to it. */
    private Optional<RunView> underWay(Context request, Action action) {
        return action.verb() != Verb.DEPLOY
                ? Optional.empty()
                : desk(request)
                        .runs()
                        .runs(Asked.ofRelease(action.release()), RELEASES, Problems.language(request))
                        .stream()
                        .filter(run -> !run.ended()
                                && run.recipe().equals(Verb.DEPLOY.word())
                                && run.environment().equals(action.environment()))
                        .findFirst();
    }

    private static Action action(Context request, Verb verb, String release) {
        boolean discard =
                verb == Verb.ROLLBACK && SignInPage.said(request, "discard").equals("true");
        return new Action(
                verb,
                request.pathParam("name"),
                verb == Verb.DEPLOY ? release : "",
                discard ? Map.of("discard", "true") : Map.of(),
                Gatekeeper.visitor(request).by());
    }

    /** Nobody is told what would be lost, or what waits, of what may not be. */
    private void show(Context request, Action action, @Nullable ProblemView refused) {
        Locale locale = Problems.language(request);
        Desk desk = desk(request);
        EnvironmentView environment = desk.environment(action.environment(), locale);
        Gathering parts = new Gathering(request);
        List<ReleaseView> releases =
                action.verb() == Verb.DEPLOY ? parts.part(List.of(), () -> desk.latest(RELEASES)) : List.of();
        View view =
                new View(environment.name(), action.verb(), action.release(), releases, List.of(), null, refused, null);
        if (action.verb() != Verb.DEPLOY || !action.release().isEmpty()) {
            view = planned(request, desk, action, view);
        }
        screen.show(request, "act", view, parts);
    }

    private static View planned(Context request, Desk desk, Action action, View empty) {
        try {
            return new View(
                    empty.environment(),
                    empty.verb(),
                    empty.release(),
                    empty.releases(),
                    desk.plan(action, Problems.language(request)),
                    action.verb() == Verb.ROLLBACK ? desk.loss(action) : null,
                    empty.problem(),
                    desk.waits(action, Problems.language(request)).orElse(null));
        } catch (FaultException refused) {
            return new View(
                    empty.environment(),
                    empty.verb(),
                    empty.release(),
                    empty.releases(),
                    List.of(),
                    null,
                    SignInPage.problem(request, refused),
                    null);
        }
    }

    private Desk desk(Context request) {
        return projects.desk(request.pathParam("project"));
    }
}
