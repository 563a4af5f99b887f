package dev.understudy.server.web;

import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Problems;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** Puts what a page shows into its template. The templates were compiled with the program. */
final class Screen {

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Assets assets;
    private final Sessions sessions;

    Screen(Assets assets, Sessions sessions) {
        this.assets = assets;
        this.sessions = sessions;
    }

    /** The frame of what is shown for a request. */
    Frame frame(Context request) {
        return frame(request, List.of());
    }

    private Frame frame(Context request, List<ProblemView> missing) {
        Visitor visitor = Gatekeeper.visitor(request);
        String project = request.pathParamMap().getOrDefault("project", home(visitor));
        return new Frame(
                Texts.of("server", Problems.language(request)),
                visitor,
                sessions.formToken(visitor.session()),
                new Frame.Place(project, Gatekeeper.environment(request), request.path()),
                assets,
                missing);
    }

    /** The project to which pages without one lead back; empty for none, and while a second factor is to be set up first. */
    private static String home(Visitor visitor) {
        return visitor.signedIn() && !visitor.weak() ? visitor.project() : "";
    }

    /** Answers with a page. */
    void show(Context request, String template, Object view) {
        show(request, template, view, List.of());
    }

    /** Answers with a page of which parts may be missing. */
    void show(Context request, String template, Object view, Gathering parts) {
        show(request, template, view, parts.missing());
    }

    private void show(Context request, String template, Object view, List<ProblemView> missing) {
        request.contentType("text/html; charset=utf-8").result(text(template, frame(request, missing), view));
    }

    /** The whole address of something of this service, as whoever asks reached it. */
    static String address(Context request, String path) {
        return Gatekeeper.address(request) + path;
    }

    /** A template's text. */
    String text(String template, Frame frame, Object view) {
        StringOutput out = new StringOutput();
        templates.render(template + ".jte", Map.of("frame", frame, "view", view), out);
        return out.toString();
    }
}
