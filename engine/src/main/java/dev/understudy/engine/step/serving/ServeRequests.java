package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.run.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Lets requests through, those that were held first, and starts the crons: from here on the new code writes. Undone by
 * holding requests again and stopping the crons.
 */
public final class ServeRequests implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Forecasts forecasts;
    private final Function<StepContext, String> release;
    private final boolean watched;

    /**
     * Serves with the code that {@code release} tells.
     *
     * @param release the id of the release, from the run
     * @param watched whether what serves is watched afterwards, and may still be taken back
     */
    public ServeRequests(
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            Forecasts forecasts,
            Function<StepContext, String> release,
            boolean watched) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.forecasts = forecasts;
        this.release = release;
        this.watched = watched;
    }

    @Override
    public String name() {
        return "serve-requests";
    }

    /** Users have been served with what nobody watches: there is no reason any more to take it from them. */
    @Override
    public boolean cancellable() {
        return watched;
    }

    @Override
    public Outcome apply(StepContext context) {
        context.put(Facts.SERVED, "true");
        Environment environment = environments.get(context.request().environment());
        traffic.open(environment);
        Instant served = context.now();
        control.slots().startCron(environment, environment.slot(), release.apply(context));
        return Outcome.done(Held.of(context)
                .map(held -> held.end(context, forecasts, served))
                .orElse(Said.NOTHING));
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(environment -> {
            traffic.hold(environment);
            control.slots().stopCron(environment, environment.slot(), PATIENCE);
        });
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("let requests through to " + context.request().environment());
    }
}
