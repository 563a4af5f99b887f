package dev.understudy.engine.step;

import dev.understudy.engine.run.StepContext;

/** What steps of a rehearsal took, as a deploy will be told by the report: a fact for each, by the step's name. */
public final class StepMillis {

    private static final String PREFIX = "millis-";

    private StepMillis() {}

    public static void note(StepContext context, String step, long millis) {
        context.put(PREFIX + step, Long.toString(millis));
    }

    /** Whether it was noted. */
    public static boolean noted(StepContext context, String step) {
        return context.fact(PREFIX + step).isPresent();
    }

    /** In milliseconds; 0 for a step of which nothing was noted. */
    public static long of(StepContext context, String step) {
        return context.fact(PREFIX + step).map(Long::parseLong).orElse(0L);
    }
}
