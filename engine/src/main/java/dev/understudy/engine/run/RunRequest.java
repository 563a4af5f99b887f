package dev.understudy.engine.run;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is asked to do.
 *
 * @param recipe which
 * @param environment the one it changes: no other run changes or reads it meanwhile
 * @param reads environments that it copies from: nobody changes them meanwhile
 * @param release the release's id; empty when none
 * @param arguments what else the recipe takes, by name
 * @param by who asked
 */
public record RunRequest(
        String recipe,
        String environment,
        Set<String> reads,
        String release,
        Map<String, String> arguments,
        String by) {

    public RunRequest {
        reads = Set.copyOf(reads);
        arguments = Map.copyOf(arguments);
    }

    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    /** Whether an argument is {@code true}. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(arguments.get(name));
    }
}
