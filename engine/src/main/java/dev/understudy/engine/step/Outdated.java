package dev.understudy.engine.step;

import dev.understudy.engine.run.StepContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The modules whose code is newer than the data that was brought; they are updated before users are let in.
 *
 * @param modules by name
 */
public record Outdated(List<String> modules) {

    private static final String FACT = "outdated-modules";

    public Outdated {
        modules = List.copyOf(modules);
    }

    /** Notes them for the step that updates. */
    public static void note(StepContext context, Collection<String> modules) {
        context.put(FACT, String.join(",", modules));
    }

    /** Those that were noted; none where nothing was. */
    public static Outdated of(StepContext context) {
        return new Outdated(Arrays.stream(context.fact(FACT).orElse("").split(",", -1))
                .filter(module -> !module.isEmpty())
                .toList());
    }
}
