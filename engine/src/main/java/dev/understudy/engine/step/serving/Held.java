package dev.understudy.engine.step.serving;

import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.run.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Since when a deploy holds requests, and for how long it said that it would.
 *
 * @param at when the first one was held
 * @param process of Understudy: what another one ends has waited for its start, too, which says nothing of the next deploy
 * @param rehearsedMillis what the rehearsal measured
 */
record Held(Instant at, long process, long rehearsedMillis, Forecast said) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Notes that requests will be held now, where that was not noted before. */
    static void begin(StepContext context, long rehearsedMillis, Forecast said) {
        if (context.fact(Facts.HELD).isEmpty()) {
            Held held = new Held(context.now(), ProcessHandle.current().pid(), rehearsedMillis, said);
            context.put(Facts.HELD, JSON.writeValueAsString(held));
        }
    }

    static Optional<Held> of(StepContext context) {
        return context.fact(Facts.HELD).map(json -> JSON.readValue(json, Held.class));
    }

    /** Remembers how long users waited, until a moment; what was seen, for the run's record. */
    Said end(StepContext context, Forecasts forecasts, Instant served) {
        long actual = Duration.between(at, served).toMillis();
        if (process == ProcessHandle.current().pid()) {
            forecasts.served(
                    context.runId(),
                    context.request().environment(),
                    context.request().release(),
                    rehearsedMillis,
                    said,
                    actual,
                    served);
        }
        return Said.of("users-waited", new Said.Took(actual), words(said));
    }

    /** What is predicted, for the run's record. */
    static Said words(Forecast forecast) {
        return Said.of("predicted", new Said.Took(forecast.likelyMillis()), new Said.Took(forecast.upperMillis()));
    }
}
