package dev.understudy.server.api;

import io.javalin.http.Context;
import java.util.List;

/** Answers an action: with its plan for a dry run, else with the run that was accepted. */
final class Acts {

    private Acts() {}

    /** Answers a dry run with what would be done; whether it was one. */
    static boolean planned(Context request, String what) {
        boolean dry = Asked.dryRun(request);
        if (dry) {
            request.json(new PlanView(List.of(what)));
        }
        return dry;
    }

    static void answer(Context request, Desk desk, Action action) {
        if (Asked.dryRun(request)) {
            request.json(
                    action.verb() == Verb.ROLLBACK
                            ? new PlanView(desk.plan(action, Problems.language(request)), desk.loss(action))
                            : new PlanView(desk.plan(action, Problems.language(request))));
        } else {
            request.status(202).json(desk.submit(action));
        }
    }
}
