package dev.understudy.server.api;

import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Route;
import io.javalin.http.Context;
import java.util.List;

/** A service that programs alone ask. */
final class NoPages implements Pages {

    @Override
    public List<Route> routes(Parts parts) {
        return List.of();
    }

    @Override
    public void problem(Context request, ProblemView problem, int status) {
        request.status(status);
    }
}
