package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people were told of a release, and what they would be told now.
 *
 * @param told the oldest first
 * @param drafts one for each audience; empty where nothing was asked for
 */
public record AnnouncementsView(String release, List<ToldView> told, List<DraftView> drafts) {

    public AnnouncementsView {
        told = List.copyOf(told);
        drafts = List.copyOf(drafts);
    }

    /**
     * What an audience was told.
     *
     * @param kind {@code planned}, {@code moved}, {@code called-off}, {@code started}, {@code done}
     *     or {@code undone}; {@code support}, {@code support-over}, {@code retrospective} or {@code key-users} where somebody was asked for
     *     something; {@code held-up} where one on duty was warned
     * @param start for when it was planned then
     * @param letters how many were written
     * @param sent how many of them a mail server took
     * @param givenUp how many were refused, or not taken in time
     * @param problem what hindered one of them last
     */
    public record ToldView(
            String audience,
            String kind,
            Instant start,
            Instant at,
            String by,
            int letters,
            int sent,
            int givenUp,
            @Nullable String problem) {}

    /**
     * What an audience would be told.
     *
     * @param recipients how many are written to
     */
    public record DraftView(String audience, String kind, int recipients, String subject, String text) {}
}
