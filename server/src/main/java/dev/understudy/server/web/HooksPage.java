package dev.understudy.server.web;

import dev.understudy.model.view.DeliveryView;
import dev.understudy.model.view.HookView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.api.Projects;
import dev.understudy.server.hooks.Hooks;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/** Whom a project tells, what was told last, and what was answered; what did not arrive is sent again from here. */
public final class HooksPage {

    private final Projects projects;
    private final Screen screen;

    HooksPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param service its address, as whoever looks reached it, or as {@code access.url} has it
     */
    public record View(List<Row> rows, String service) {}

    /** A hook, with what it told last; nothing of one by which a git server tells. */
    public record Row(HookView hook, List<DeliveryView> deliveries) {}

    void show(Context request) {
        Hooks hooks = hooks(request);
        List<Row> rows = hooks.all().stream()
                .map(hook -> new Row(hook, hook.way().equals("in") ? List.of() : hooks.deliveries(hook.id())))
                .toList();
        screen.show(request, "hooks", new View(rows, Screen.address(request, "")));
    }

    void test(Context request) {
        HookView _ = hooks(request).test(request.pathParam("id"), by(request));
        back(request);
    }

    void remove(Context request) {
        hooks(request).remove(request.pathParam("id"), by(request));
        back(request);
    }

    void again(Context request) {
        String number = request.pathParam("number");
        hooks(request)
                .again(
                        request.pathParam("id"),
                        number.matches("[0-9]{1,15}") ? Long.parseLong(number) : 0,
                        by(request));
        back(request);
    }

    private static void back(Context request) {
        request.redirect("/projects/" + request.pathParam("project") + "/hooks", HttpStatus.SEE_OTHER);
    }

    private static String by(Context request) {
        return Gatekeeper.visitor(request).by();
    }

    private Hooks hooks(Context request) {
        return projects.desk(request.pathParam("project")).hooks();
    }
}
