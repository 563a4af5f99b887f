package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;

/**
 * What somebody learnt from a release.
 *
 * @param modules what that release touches
 */
public record LessonView(String release, String person, Instant at, String lesson, List<String> modules) {

    public LessonView {
        modules = List.copyOf(modules);
    }
}
