package dev.understudy.model.announcement;

import dev.understudy.model.announcement.Told.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What people are told of a release.
 *
 * @param project the name of the project
 * @param start when it is planned for, or began
 * @param impact how long production is unavailable
 * @param changes what changes, one line each, as its authors wrote it
 * @param applications what it touches, by the names that users know
 * @param helpers who is on duty then, each as people reach them
 */
public record Announcement(
        Kind kind,
        String project,
        String release,
        Instant start,
        Impact impact,
        List<String> changes,
        List<String> applications,
        List<String> helpers) {

    /**
     * For how long production is unavailable.
     *
     * @param likely zero when nobody will notice
     * @param longest what it may take at most
     */
    public record Impact(Duration likely, Duration longest) {}

    public Announcement {
        changes = List.copyOf(changes);
        applications = List.copyOf(applications);
        helpers = List.copyOf(helpers);
    }
}
