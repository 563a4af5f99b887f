package dev.understudy.model.config;

import java.util.List;

/**
 * Who is told by mail.
 *
 * @param to addresses, or {@link #USERS_OF_PRODUCTION}
 */
public record Notice(List<String> to) {

    /** Stands for every active internal user of production. */
    public static final String USERS_OF_PRODUCTION = "users-of-production";

    public Notice {
        to = List.copyOf(to);
    }
}
