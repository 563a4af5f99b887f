package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In what an environment differs from what it should be.
 *
 * @param against the environment that it is compared with, or the run after which it was as it should be
 * @param lookedAt when it was looked at
 * @param mark of what somebody changed, with values that are not shown; the same for as long as nobody changes more
 * @param differences what somebody changed
 * @param expected what differs on purpose
 */
public record DriftView(
        String environment,
        String against,
        Instant lookedAt,
        String mark,
        List<DifferenceView> differences,
        List<DifferenceView> expected) {

    public DriftView {
        differences = List.copyOf(differences);
        expected = List.copyOf(expected);
    }

    /**
     * One difference.
     *
     * @param kind {@code module}, {@code parameter}, {@code access}, {@code rule}, {@code member} or {@code setting}
     * @param before how it should be; absent for what should not be there, empty for what nobody may see
     * @param after how it is; absent for what is not there
     * @param by who changed it last; empty when nobody knows
     */
    public record DifferenceView(
            String kind,
            String name,
            @Nullable String before,
            @Nullable String after,
            String by) {}
}
