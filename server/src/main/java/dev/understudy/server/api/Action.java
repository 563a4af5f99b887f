package dev.understudy.server.api;

import java.util.Map;
import java.util.Optional;

/**
 * A run that somebody asks for, before it is known whether it may be.
 *
 * @param environment the one to act on; empty for {@link Verb#REHEARSE}, which finds its own
 * @param release the release's id; empty when none
 * @param arguments what else was said, by name, among {@link Verb#arguments()}
 * @param by who asks
 */
public record Action(Verb verb, String environment, String release, Map<String, String> arguments, String by) {

    public Action {
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
