package dev.understudy.engine.run;

import java.util.List;

/**
 * One idempotent act of a run. Whatever happened before, applying it again is right: a kill at any instruction, then a
 * resume, ends in the same state.
 */
public interface Step {

    /** Stable, lower case, with dashes: {@code stop-odoo}. Part of the JSON contract. */
    String name();

    /** Does it, checking first what is already so and verifying at the end. */
    Outcome apply(StepContext context);

    /**
     * Puts back what {@link #apply} changed, also when it was killed or failed in the middle. Idempotent too. When it
     * throws it is tried again a few times, then the run ends as {@code failed} with {@code run.undo-failed}, and the
     * steps before it are left as they are.
     */
    default void undo(StepContext context) {}

    /**
     * Whether {@link #undo} puts something back. A run that had begun such a step and undid all of its steps ends as
     * {@code undone}; one that had not, as {@code failed}: nothing was changed.
     */
    default boolean reversible() {
        return false;
    }

    /**
     * Whether the run may still be cancelled once this step has begun. After one that says no, a wish to cancel is
     * refused with {@code run.too-late}.
     */
    default boolean cancellable() {
        return true;
    }

    /**
     * Whether the run is taken back when this step fails. What only clears up, when users are served with what is to stay,
     * is not worth that: its failure is a warning.
     */
    default boolean essential() {
        return true;
    }

    /** Whether there is anything for it to do, as far as that is known beforehand; a dry run leaves out the others. */
    default boolean applies(StepContext context) {
        return true;
    }

    /** What {@link #apply} would do, for {@code --dry-run}: commands as they would be typed, or a sentence each. */
    default List<String> plan(StepContext context) {
        return List.of();
    }
}
