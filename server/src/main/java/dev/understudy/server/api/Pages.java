package dev.understudy.server.api;

import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.ApiTokens;
import dev.understudy.server.access.Route;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.Shares;
import dev.understudy.server.beginning.FirstUse;
import io.javalin.http.Context;
import java.util.List;

/** What people see of the service in a browser. */
public interface Pages {

    /** All addresses of pages. */
    List<Route> routes(Parts parts);

    /** Answers what went wrong at an address that is none of the API. */
    void problem(Context request, ProblemView problem, int status);

    /** What pages are made of. */
    record Parts(
            Projects projects,
            Sessions sessions,
            ApiTokens tokens,
            Shares shares,
            Streams streams,
            FirstUse firstUse) {}
}
