package dev.understudy.server.api;

import io.javalin.http.Context;
import java.util.List;

/** The service itself. */
final class ServiceRoutes {

    private final Runnable shutdown;

    ServiceRoutes(Runnable shutdown) {
        this.shutdown = shutdown;
    }

    /** Answers as soon as the service listens, also before it is ready. */
    void health(Context request) {
        request.json(new Health("up", ProcessHandle.current().pid()));
    }

    void shutdown(Context request) {
        if (Asked.dryRun(request)) {
            request.json(
                    new PlanView(List.of("kill -TERM " + ProcessHandle.current().pid())));
            return;
        }
        request.status(202).json(new Health("ending", ProcessHandle.current().pid()));
        shutdown.run();
    }

    /**
     * @param status {@code up} or {@code ending}
     */
    record Health(String status, long pid) {}
}
