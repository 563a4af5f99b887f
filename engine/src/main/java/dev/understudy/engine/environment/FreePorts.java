package dev.understudy.engine.environment;

import java.util.function.Function;
import java.util.function.IntPredicate;

/** The ports of this machine that may be given to an environment. */
public interface FreePorts {

    /**
     * Chooses while nobody else does.
     *
     * @param choice is told whether a port is free, and notes what it chose before it returns
     */
    <T> T choose(Function<IntPredicate, T> choice);
}
