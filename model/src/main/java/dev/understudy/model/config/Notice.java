package dev.understudy.model.config;

import java.time.Duration;
import java.util.List;

/**
 * Who is told of planned changes of production, how and when.
 *
 * @param to addresses, or {@link #USERS_OF_PRODUCTION}
 * @param ahead how long before; the longest first
 */
public record Notice(Way way, List<String> to, List<Duration> ahead) {

    /** Stands for every active internal user of production. */
    public static final String USERS_OF_PRODUCTION = "users-of-production";

    /** A day before. */
    static final List<Duration> USUALLY_AHEAD = List.of(Duration.ofDays(1));

    /** How people are told. */
    public enum Way {
        MAIL,
        /** A message in the channel that all users of production's Odoo are in. */
        ODOO
    }

    public Notice {
        to = List.copyOf(to);
        ahead = ahead.stream().sorted((one, other) -> other.compareTo(one)).toList();
    }
}
