package dev.understudy.engine.step.adoption;

import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.installation.FollowedOdoo;
import dev.understudy.targets.installation.FollowedOdoo.Seen;

/**
 * The Odoo that production follows, as the project's file describes it.
 *
 * @param traffic knows what the file says
 * @param odoo acts on it
 */
public record Followed(Traffic traffic, FollowedOdoo odoo) {

    /** Throws {@code follow.nothing}. */
    FollowSettings settings(Environment environment) {
        return traffic.followed(environment)
                .orElseThrow(
                        () -> Fault.usage("follow.nothing", environment.name()).exception());
    }

    /** Throws {@code follow.nothing}, and as {@link FollowedOdoo#look}. */
    Seen seen(Environment environment) {
        return odoo.look(settings(environment));
    }
}
