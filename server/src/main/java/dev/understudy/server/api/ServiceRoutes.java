package dev.understudy.server.api;

import dev.understudy.model.view.ProjectView;
import dev.understudy.server.access.Sessions;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The service itself. */
final class ServiceRoutes {

    private final Runnable shutdown;
    private final Projects projects;
    private final Sessions sessions;

    ServiceRoutes(Runnable shutdown, Projects projects, Sessions sessions) {
        this.shutdown = shutdown;
        this.projects = projects;
        this.sessions = sessions;
    }

    /** Answers as soon as the service listens, also before it is ready. */
    void health(Context request) {
        request.json(new Health("up", ProcessHandle.current().pid()));
    }

    void shutdown(Context request) {
        if (Acts.planned(request, "kill -TERM " + ProcessHandle.current().pid())) {
            return;
        }
        request.status(202).json(new Health("ending", ProcessHandle.current().pid()));
        shutdown.run();
    }

    /** Of the first project that is ready: one that is not must keep nobody out; of none, where there is none yet. */
    void signInLink(Context request) {
        List<ProjectView> all = projects.all(Problems.language(request));
        String project = all.stream()
                .filter(one -> one.status().equals("ready"))
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> one.status().equals("starting"))
                        .findFirst())
                .or(() -> all.stream().findFirst())
                .map(ProjectView::name)
                .orElse("");
        if (Acts.planned(request, "note a link for the operator" + (project.isEmpty() ? "" : " in " + project))) {
            return;
        }
        String link = sessions.link(project);
        request.status(201).json(LinkView.of("/sign-in?link=" + link, Sessions.LINK.toMinutes(), url(all, project)));
    }

    /** Where the pages are reached from other machines: of this project, else of another that is ready. */
    private Optional<URI> url(List<ProjectView> all, String project) {
        return Stream.concat(
                        all.stream().filter(one -> one.name().equals(project)),
                        all.stream().filter(one -> !one.name().equals(project)))
                .filter(one -> one.status().equals("ready"))
                .flatMap(one -> projects.desk(one.name()).access().settings().get().url().stream())
                .findFirst();
    }

    /**
     * By what the operator signs in, once.
     *
     * @param path below the address of the service
     * @param minutes how long it counts
     * @param url the whole address, as other machines reach it; absent where they do not
     */
    record LinkView(String path, long minutes, @Nullable String url) {

        static LinkView of(String path, long minutes, Optional<URI> pages) {
            return new LinkView(
                    path, minutes, pages.map(at -> at.resolve(path).toString()).orElse(null));
        }
    }

    /**
     * @param status {@code up} or {@code ending}
     */
    record Health(String status, long pid) {}
}
