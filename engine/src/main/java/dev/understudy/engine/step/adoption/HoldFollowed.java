package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.time.Duration;
import java.util.List;

/** Holds the requests to the Odoo that production follows, and lets it answer those under way. Undone by letting them through. */
public final class HoldFollowed implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is told to those who wait too long. */
    private static final Duration USUAL = Duration.ofSeconds(60);

    private final Environments environments;
    private final Followed followed;

    public HoldFollowed(Environments environments, Followed followed) {
        this.environments = environments;
        this.followed = followed;
    }

    @Override
    public String name() {
        return "hold-requests";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        TellHeld.begin(context);
        followed.traffic().expect(environment, context.now().plus(USUAL));
        return Outcome.done(followed.traffic()
                .holdElsewhere(environment, followed.settings(environment).port(), PATIENCE));
    }

    @Override
    public void undo(StepContext context) {
        followed.traffic().open(environments.get(context.request().environment()));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("hold requests, and let those under way finish");
    }
}
