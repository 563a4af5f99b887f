package dev.understudy.server.api;

import java.util.List;

/**
 * What was found in a log.
 *
 * @param words that were looked for
 * @param lines the newest that have them, the oldest of these first
 * @param all how many have them
 */
public record LogFound(String words, List<String> lines, long all) {

    public LogFound {
        lines = List.copyOf(lines);
    }
}
