package dev.understudy.model.config;

import java.time.Duration;
import java.util.List;

/**
 * Who is told by mail of planned changes of production, and when.
 *
 * @param to addresses, or {@link #USERS_OF_PRODUCTION}
 * @param ahead how long before; the longest first
 */
public record Notice(List<String> to, List<Duration> ahead) {

    /** Stands for every active internal user of production. */
    public static final String USERS_OF_PRODUCTION = "users-of-production";

    /** A day before. */
    static final List<Duration> USUALLY_AHEAD = List.of(Duration.ofDays(1));

    public Notice {
        to = List.copyOf(to);
        ahead = ahead.stream().sorted((one, other) -> other.compareTo(one)).toList();
    }
}
