package dev.understudy.model.announcement;

import dev.understudy.model.announcement.Told.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people are told of a release.
 *
 * @param project the name of the project
 * @param start when it is planned for, or began
 * @param impact how long production is unavailable
 * @param changes what changes, one line each, as its authors wrote it
 * @param applications what it touches, by the names that users know
 * @param helpers whom people may turn to
 */
public record Announcement(
        Kind kind,
        String project,
        String release,
        Instant start,
        Impact impact,
        List<String> changes,
        List<String> applications,
        Helpers helpers) {

    /**
     * For how long production is unavailable.
     *
     * @param likely zero when nobody will notice
     * @param longest what it may take at most
     */
    public record Impact(Duration likely, Duration longest) {}

    /**
     * Whom people may turn to, each as people reach them.
     *
     * @param onDuty who is on duty at the start
     * @param byApplication who helps with which application afterwards
     * @param until until when; empty when nobody helps afterwards
     */
    public record Helpers(List<String> onDuty, List<String> byApplication, Optional<Instant> until) {

        public Helpers {
            onDuty = List.copyOf(onDuty);
            byApplication = List.copyOf(byApplication);
        }
    }

    public Announcement {
        changes = List.copyOf(changes);
        applications = List.copyOf(applications);
    }
}
