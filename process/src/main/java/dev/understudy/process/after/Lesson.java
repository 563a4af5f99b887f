package dev.understudy.process.after;

import java.time.Instant;
import java.util.List;

/**
 * What somebody learnt from a release.
 *
 * @param modules what that release touches
 */
public record Lesson(String release, String person, Instant at, String lesson, List<String> modules) {

    public Lesson {
        modules = List.copyOf(modules);
    }
}
