package dev.understudy.engine.step.checks;

import dev.understudy.engine.environment.Environment;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.Serving.Warmed;
import java.util.Optional;

/** Has a slot make what users ask for before they come, so that the first of them is answered as fast as the next. */
@FunctionalInterface
public interface WarmUp {

    /** For a slot that users wait for already. */
    WarmUp NONE = (environment, slot, session) -> Optional.empty();

    /**
     * Has it make them.
     *
     * @param session of somebody who has signed in; empty when there is none
     * @return what was made; empty when nothing was to be
     */
    Optional<Warmed> warm(Environment environment, Slot slot, Optional<String> session);
}
