package dev.understudy.engine.journal;

import java.util.Optional;

/**
 * The step that the present thread performs. Threads that a step starts by itself do not know it.
 *
 * @param run the run's number
 * @param step the step's name
 */
public record CurrentStep(long run, String step) {

    private static final ScopedValue<CurrentStep> CURRENT = ScopedValue.newInstance();

    /** Does work as this step. */
    public <T> T call(ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    static Optional<CurrentStep> get() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
