package dev.understudy.model.announcement;

import dev.understudy.model.announcement.Told.Kind;
import java.time.Instant;
import java.util.List;

/**
 * What somebody is asked for after a release went to production.
 *
 * @param project the name of the project
 * @param person the name of who is asked
 * @param until until when
 * @param applications what they help with, by the names that users know
 * @param onDuty who is on duty
 * @param changes what changed, one line each, as its authors wrote it
 */
public record Asking(
        Kind kind,
        String project,
        String release,
        String person,
        Instant until,
        List<String> applications,
        List<String> onDuty,
        List<String> changes) {

    public Asking {
        applications = List.copyOf(applications);
        onDuty = List.copyOf(onDuty);
        changes = List.copyOf(changes);
    }
}
