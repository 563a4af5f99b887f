package dev.understudy.engine.step.adoption;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.time.Duration;
import java.time.Instant;

/** Says how long users waited; after following, how long they would have: for the same, but for the stop of what they use. */
public final class TellHeld implements Step {

    private static final String SINCE = "held-since";

    private final boolean held;

    /** @param held whether they did wait */
    public TellHeld(boolean held) {
        this.held = held;
    }

    /** From now on users wait, or would. The first moment counts. */
    static void begin(StepContext context) {
        if (context.fact(SINCE).isEmpty()) {
            context.put(SINCE, context.now().toString());
        }
    }

    @Override
    public String name() {
        return "tell-held";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        Duration waited = Duration.between(Instant.parse(context.need(SINCE)), context.now());
        return Outcome.done(held ? "held" : "would-be-held", waited);
    }
}
