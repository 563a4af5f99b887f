package dev.understudy.model.release;

import java.time.Instant;

/**
 * A deploy in which users waited: what was said before, and what it took.
 *
 * @param run the deploy
 * @param rehearsedMillis what the rehearsal measured of the steps between which users wait
 * @param said what was predicted before it began
 * @param performedMillis what the same steps took in production
 * @param actualMillis how long users waited: from the moment that requests were held until they were served again
 * @param at when they were served again
 */
public record PastDeploy(
        String run,
        String release,
        long rehearsedMillis,
        Forecast said,
        long performedMillis,
        long actualMillis,
        Instant at) {}
