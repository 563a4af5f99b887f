package dev.understudy.engine.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.model.fault.Fault;
import java.util.Optional;

/** Nothing reaches production that was not rehearsed on a copy of production as it is now. */
public final class RehearsalGate {

    private final Rehearsals rehearsals;

    public RehearsalGate(Rehearsals rehearsals) {
        this.rehearsals = rehearsals;
    }

    /** Why the release may not be deployed there; empty when it may. Only production asks for a rehearsal. */
    public Optional<Fault> closed(String release, Environment environment) {
        if (!environment.isProduction()) {
            return Optional.empty();
        }
        Optional<Rehearsal> latest = rehearsals.latest(release);
        if (latest.isEmpty()) {
            return Optional.of(Fault.refused("release.not-rehearsed", release));
        }
        Rehearsal rehearsal = latest.get();
        if (!rehearsal.succeeded()) {
            return Optional.of(Fault.refused("release.rehearsal-failed", release, rehearsal.run()));
        }
        if (rehearsal.productionGeneration() != environment.generation()
                || !rehearsal.productionRelease().equals(environment.release())) {
            return Optional.of(Fault.refused(
                    "release.rehearsal-outdated", release, rehearsal.run(), environment.name(), environment.release()));
        }
        return Optional.empty();
    }
}
