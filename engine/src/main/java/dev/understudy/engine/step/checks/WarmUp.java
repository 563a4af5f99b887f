package dev.understudy.engine.step.checks;

import dev.understudy.engine.environment.Environment;
import dev.understudy.targets.runtime.Instance.Slot;
import java.util.Optional;

/** Has a slot make what users ask for before they come, so that the first of them is answered as fast as the next. */
@FunctionalInterface
public interface WarmUp {

    /** For a slot that users wait for already. */
    WarmUp NONE = (environment, slot, session) -> {};

    /**
     * Has it make them.
     *
     * @param session of somebody who has signed in; empty when there is none
     */
    void warm(Environment environment, Slot slot, Optional<String> session);
}
