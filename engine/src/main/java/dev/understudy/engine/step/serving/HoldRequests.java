package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.run.Said;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Holds the requests that come from now on, and waits until those that Odoo is at work on have been answered: first those
 * that may take long, while all others are served, then all. In between the database writes out what it has in memory, so
 * that nobody waits for that when the snapshot is taken. Undone by letting requests through again.
 */
public final class HoldRequests implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is told to those who wait too long where no rehearsal has measured it. */
    private static final Duration USUAL = Duration.ofSeconds(60);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Rehearsals rehearsals;
    private final Forecasts forecasts;

    public HoldRequests(
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            Rehearsals rehearsals,
            Forecasts forecasts) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.rehearsals = rehearsals;
        this.forecasts = forecasts;
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
        context.progress(Said.of("holding-long"));
        traffic.drainLong(environment, PATIENCE);
        writeOut(environment);
        Optional<Forecast> forecast = forecast(context, environment);
        traffic.expect(
                environment,
                context.now()
                        .plus(forecast.map(Forecast::upperMillis)
                                .map(Duration::ofMillis)
                                .orElse(USUAL)));
        traffic.hold(environment);
        Said left = traffic.drain(environment, environment.slot(), PATIENCE);
        if (left.isEmpty()) {
            context.put(Facts.DRAINED, "true");
        }
        return Outcome.done(Said.all(forecast.map(Held::words).orElse(Said.NOTHING), left));
    }

    private void writeOut(Environment environment) {
        if (control.databaseRuns(environment)) {
            control.checkpoint(environment);
        }
    }

    @Override
    public void undo(StepContext context) {
        traffic.open(environments.get(context.request().environment()));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("hold reports, exports and imports to "
                + context.request().environment() + ", let those under way finish; then the same with all requests");
    }

    private Optional<Forecast> forecast(StepContext context, Environment environment) {
        return rehearsals.latest(context.request().release()).map(rehearsal -> {
            Forecast forecast = forecasts.of(environment.name(), rehearsal.unavailabilityMillis());
            Held.begin(context, rehearsal.unavailabilityMillis(), forecast);
            return forecast;
        });
    }
}
