package dev.understudy.process.after;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A look back at a release that was on production.
 *
 * @param ends until when people are asked
 * @param modules what it touches
 * @param asked the names of those who took part
 * @param closed when nobody was asked any more; empty while they are
 */
public record Retrospective(
        String release,
        Instant opened,
        Instant ends,
        List<String> modules,
        List<String> asked,
        Optional<Instant> closed,
        Optional<String> closedBy) {

    public Retrospective {
        modules = List.copyOf(modules);
        asked = List.copyOf(asked);
    }
}
