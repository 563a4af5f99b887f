package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How ready a company is for a release.
 *
 * @param score from 0 to 100
 * @param ready whether it is advised to go on
 * @param considerations in their order
 */
public record ReadinessView(
        String release, int score, boolean ready, Instant at, List<ConsiderationView> considerations) {

    public ReadinessView {
        considerations = List.copyOf(considerations);
    }

    /**
     * One of eight.
     *
     * @param consideration as {@code off-peak}
     * @param mark {@code good}, {@code partly}, {@code bad} or {@code unknown}
     * @param reason what was measured, or who said what
     * @param advice what to do about it; absent where it is good
     */
    public record ConsiderationView(
            String consideration,
            String mark,
            String reason,
            @Nullable String advice) {}
}
