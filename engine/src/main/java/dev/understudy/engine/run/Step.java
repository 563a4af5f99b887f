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

    /** Puts back what {@link #apply} changed, also when it was killed in the middle. Idempotent too. */
    default void undo(StepContext context) {}

    /** What {@link #apply} would do, for {@code --dry-run}: commands as they would be typed, or a sentence each. */
    default List<String> plan(StepContext context) {
        return List.of();
    }
}
