package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import java.util.List;

/** Sees that what production follows can be reached, and lets production's requests through to it from then on. */
public final class LookAtFollowed implements Step {

    private final Environments environments;
    private final Followed followed;

    public LookAtFollowed(Environments environments, Followed followed) {
        this.environments = environments;
        this.followed = followed;
    }

    @Override
    public String name() {
        return "look-at-followed";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Seen seen = followed.seen(environment);
        if (environment.state() == State.CREATING && !environment.quiet()) {
            environment = environment.withQuiet(true);
            environments.save(environment);
        }
        if (!followed.traffic().leadsElsewhere(environment)) {
            return Outcome.failed(Fault.refused("follow.taken-over", environment.name()));
        }
        followed.traffic().arrange();
        followed.traffic().open(environment);
        return Outcome.done(
                "database-at", seen.database().database(), seen.database().place());
    }

    @Override
    public List<String> plan(StepContext context) {
        return environments
                .find(context.request().environment())
                .map(environment -> {
                    FollowSettings settings = followed.settings(environment);
                    Seen seen = followed.seen(environment);
                    return List.of(
                            "let requests through to 127.0.0.1:" + settings.port(),
                            "read the database " + seen.database().database() + " at "
                                    + seen.database().place() + ", and the files below " + seen.filestore());
                })
                .orElse(List.of("read the database and the files of the Odoo that is followed"));
    }
}
