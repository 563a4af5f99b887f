package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.run.Said;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import dev.understudy.targets.installation.ReturnedData;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Sees that production was taken over, and that the old installation can have it back. */
public final class LookBack implements Step {

    /** Says that the old installation is to have the data although its code is older. */
    public static final String DESPITE = "despite-release";

    private final Environments environments;
    private final Followed followed;
    private final ReturnedData returned;
    private final Forecasts past;

    public LookBack(Environments environments, Followed followed, ReturnedData returned, Forecasts past) {
        this.environments = environments;
        this.followed = followed;
        this.returned = returned;
        this.past = past;
    }

    @Override
    public String name() {
        return "look-back";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Seen seen = followed.seen(environment);
        if (followed.traffic().leadsElsewhere(environment)) {
            return Outcome.failed(Fault.refused("follow.not-taken-over", environment.name()));
        }
        followed.odoo().requireStopped(followed.settings(environment));
        returned.require(seen);
        Optional<Fault> newer = newer(context, environment);
        if (newer.isPresent()) {
            return Outcome.failed(newer.get());
        }
        return Outcome.done(Said.verbatim(seen.database().place()));
    }

    /** Code that is older than the data does not know what a release has made of it. */
    private Optional<Fault> newer(StepContext context, Environment environment) {
        return context.request().flag(DESPITE) || !past.deployedSinceTakeOver(environment.name(), environment.release())
                ? Optional.empty()
                : Optional.of(Fault.refused("follow.older-code", environment.release())
                        .at(followed.settings(environment).config()));
    }

    @Override
    public List<String> plan(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Seen seen = followed.seen(environment);
        String there = "the old installation's database is " + seen.database().database() + " at "
                + seen.database().place() + "; what it has stays there under another name";
        return Stream.concat(
                        Stream.of(there),
                        newer(context, environment)
                                .map(fault -> "it would be refused now: "
                                        + FaultTexts.of(Locale.ENGLISH).what(fault))
                                .stream())
                .toList();
    }
}
