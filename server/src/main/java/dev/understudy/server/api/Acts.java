package dev.understudy.server.api;

import io.javalin.http.Context;

/** Answers an action: with its plan for a dry run, else with the run that was accepted. */
final class Acts {

    private Acts() {}

    static void answer(Context request, Desk desk, Action action) {
        if (Asked.dryRun(request)) {
            request.json(
                    action.verb() == Verb.ROLLBACK
                            ? new PlanView(desk.plan(action), desk.loss(action))
                            : new PlanView(desk.plan(action)));
        } else {
            request.status(202).json(desk.submit(action));
        }
    }
}
