package dev.understudy.engine.release;

import dev.understudy.model.release.ChangeClass;
import java.time.Instant;

/**
 * What a rehearsal has proven, and for what.
 *
 * @param run the run that performed it
 * @param release what was rehearsed
 * @param productionRelease the release that production ran when it was copied
 * @param productionGeneration production's generation when it was copied; the proof ends with it
 * @param plan the modules that were updated and installed, which a deploy performs exactly
 * @param moves which modules came and went, which a deploy must repeat exactly
 * @param observed the class that was seen
 * @param unavailabilityMillis what the steps took between which users wait in a deploy, see {@link Forecasts#REHEARSED}; 0
 *     when nobody waits
 */
public record Rehearsal(
        String run,
        String release,
        String productionRelease,
        long productionGeneration,
        boolean succeeded,
        ModulePlan plan,
        ModuleMoves moves,
        ChangeClass observed,
        long unavailabilityMillis,
        Instant finishedAt) {}
