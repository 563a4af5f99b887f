package dev.understudy.model.view;

import java.util.List;
import java.util.Objects;

/**
 * When people work on production, by hour of the week.
 *
 * @param timezone whose clock is meant
 * @param hours 168 numbers of rows that people created in the past eight weeks, from Monday at midnight
 * @param requests as many numbers of what was asked for through the edge in that time, as far back as it was counted
 * @param tables that were looked at
 * @param passedOver of them those that did not answer in time
 * @param quietest when least is done, by rows and requests together, the quietest first
 */
public record LoadView(
        String timezone, List<Long> hours, List<Long> requests, int tables, int passedOver, List<QuietView> quietest) {

    public LoadView {
        hours = List.copyOf(hours);
        // A service of an earlier version does not count them.
        requests = List.copyOf(Objects.requireNonNullElse(requests, List.of()));
        quietest = List.copyOf(quietest);
    }

    /**
     * A proposal.
     *
     * @param day {@code mon} to {@code sun}
     * @param from the hour, 0 to 23
     * @param hours how long
     * @param rows that are usually created in that time in eight weeks
     */
    public record QuietView(String day, int from, int hours, long rows) {}
}
