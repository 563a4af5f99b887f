package dev.understudy.server.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** The service itself. */
final class ServiceRoutes {

    private final Supplier<Desk> desk;
    private final Runnable shutdown;

    ServiceRoutes(Supplier<Desk> desk, Runnable shutdown) {
        this.desk = desk;
        this.shutdown = shutdown;
    }

    /** Answers as soon as the service listens, also before it is ready. */
    void health(Context request) {
        request.json(new Health("up", ProcessHandle.current().pid()));
    }

    void status(Context request) {
        request.json(desk.get().status(Problems.language(request)));
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
