package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.PersonView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.api.Membership;
import dev.understudy.server.api.Pages;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who takes part in a project, as what, and by what they sign in; the operator lets them in and closes them out. */
public final class PeoplePage {

    private final Pages.Parts parts;
    private final Screen screen;

    PeoplePage(Pages.Parts parts, Screen screen) {
        this.parts = parts;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param made a link that was just made; absent where none was
     * @param problem why something was not done; absent when nothing is wrong
     */
    public record View(
            List<PersonView> people,
            @Nullable Link made,
            @Nullable ProblemView problem) {}

    /**
     * A link by which somebody sets their password, shown this once.
     *
     * @param hours for which it counts
     */
    public record Link(String person, String address, long hours) {}

    void show(Context request) {
        show(request, null, null);
    }

    void link(Context request) {
        String person = request.pathParam("name");
        attempt(request, () -> {
            boolean withoutFactor = request.formParam("without-factor") != null;
            String link = membership(request)
                    .passwordLink(
                            person, withoutFactor, Gatekeeper.visitor(request).by());
            String address = parts.projects()
                    .desk(request.pathParam("project"))
                    .access()
                    .settings()
                    .get()
                    .url()
                    .map(url -> url.resolve(link).toString())
                    .orElseGet(() -> Screen.address(request, link));
            show(request.status(HttpStatus.CREATED), new Link(person, address, Sessions.PASSWORD_LINK.toHours()), null);
        });
    }

    void close(Context request) {
        attempt(request, () -> {
            membership(request)
                    .close(
                            request.pathParam("name"),
                            Gatekeeper.visitor(request).by());
            request.redirect("/projects/" + request.pathParam("project") + "/people", HttpStatus.SEE_OTHER);
        });
    }

    private void attempt(Context request, Runnable act) {
        try {
            act.run();
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), null, SignInPage.problem(request, refused));
        }
    }

    private void show(Context request, @Nullable Link made, @Nullable ProblemView problem) {
        screen.show(request, "people", new View(membership(request).people(), made, problem));
    }

    private Membership membership(Context request) {
        String project = request.pathParam("project");
        return new Membership(parts.projects().desk(project), parts.sessions(), parts.tokens(), project);
    }
}
