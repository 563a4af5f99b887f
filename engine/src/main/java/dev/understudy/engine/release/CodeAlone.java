package dev.understudy.engine.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.model.release.ChangeClass;

/** Tells the releases that ask for new code and no more: those of class A, seen to be of class A by their rehearsal. */
public final class CodeAlone {

    /** The argument of a run that deploys, or goes back, by changing code alone. */
    public static final String ARGUMENT = "code-only";

    private final Releases releases;
    private final Rehearsals rehearsals;

    public CodeAlone(Releases releases, Rehearsals rehearsals) {
        this.releases = releases;
        this.rehearsals = rehearsals;
    }

    /** Whether a deploy to this environment leaves the data as it is. Only production's releases are rehearsed. */
    public boolean suffices(String release, Environment environment) {
        return environment.isProduction()
                && releases.changes(release).declared() == ChangeClass.A
                && rehearsals
                        .latest(release)
                        .filter(rehearsal -> rehearsal.observed() == ChangeClass.A)
                        .isPresent();
    }
}
