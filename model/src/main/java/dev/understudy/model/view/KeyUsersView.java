package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;

/**
 * What people did with a release where it is tried, against what they do on production in a usual week: rows that they created
 * and changed, found by their users and dates.
 *
 * @param environment where it is tried
 * @param since when it went in
 * @param weeks of production that were looked at
 * @param covered whether everything that production does was done
 * @param applications those with most work on production first
 */
public record KeyUsersView(
        String release,
        String environment,
        Instant since,
        Instant measuredAt,
        int weeks,
        boolean covered,
        List<ApplicationView> applications) {

    public KeyUsersView {
        applications = List.copyOf(applications);
    }

    /**
     * An application in use, by the module that brings its records.
     *
     * @param weekly rows that people write on production in a week
     * @param done rows that people wrote where it is tried
     * @param by who did, by their logins
     * @param usually who does it on production, by their logins
     * @param gaps records that people write on production every week and nobody wrote here
     */
    public record ApplicationView(
            String application, long weekly, long done, List<String> by, List<String> usually, List<GapView> gaps) {

        public ApplicationView {
            by = List.copyOf(by);
            usually = List.copyOf(usually);
            gaps = List.copyOf(gaps);
        }
    }

    /** Something that was not tried. */
    public record GapView(String table, long weekly) {}
}
