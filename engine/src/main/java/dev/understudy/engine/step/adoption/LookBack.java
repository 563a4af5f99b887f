package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import dev.understudy.targets.installation.ReturnedData;
import java.util.List;

/** Sees that production was taken over, and that the old installation can have it back. */
public final class LookBack implements Step {

    private final Environments environments;
    private final Followed followed;
    private final ReturnedData returned;

    public LookBack(Environments environments, Followed followed, ReturnedData returned) {
        this.environments = environments;
        this.followed = followed;
        this.returned = returned;
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
        return Outcome.done(Said.verbatim(seen.database().place()));
    }

    @Override
    public List<String> plan(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Seen seen = followed.seen(environment);
        return List.of("the old installation's database is " + seen.database().database() + " at "
                + seen.database().place() + "; what it has stays there under another name");
    }
}
