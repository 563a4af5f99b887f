package dev.understudy.process.after;

import java.time.Instant;
import java.util.List;

/**
 * A look back for which somebody is awaited.
 *
 * @param ends until when people are asked
 * @param silent names of those who were asked and have said nothing yet, as they were asked
 */
public record Awaited(String release, Instant ends, List<String> silent) {

    public Awaited {
        silent = List.copyOf(silent);
    }
}
