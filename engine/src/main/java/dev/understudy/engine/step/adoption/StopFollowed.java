package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.util.List;

/**
 * Stops the Odoo that production follows, sees that nothing starts it again, and that nobody writes to its database any
 * more. Undone by starting it, and waiting until it serves.
 */
public final class StopFollowed implements Step {

    private static final String STOPPING = "followed-stopping";

    private final Environments environments;
    private final Followed followed;

    public StopFollowed(Environments environments, Followed followed) {
        this.environments = environments;
        this.followed = followed;
    }

    @Override
    public String name() {
        return "stop-followed";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        context.put(STOPPING, "true");
        followed.odoo().stop(followed.settings(environment), followed.seen(environment));
        return Outcome.done("stopped");
    }

    @Override
    public void undo(StepContext context) {
        if (context.fact(STOPPING).isPresent()) {
            followed.odoo()
                    .start(followed.settings(environments.get(context.request().environment())));
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return environments
                .find(context.request().environment())
                .map(environment ->
                        List.of(String.join(" ", followed.settings(environment).stop())))
                .orElse(List.of());
    }
}
