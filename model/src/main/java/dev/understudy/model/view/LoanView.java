package dev.understudy.model.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody asked for, for a time.
 *
 * @param reason in their words
 * @param state {@code asked}, {@code given}, {@code refused} or {@code over}
 * @param answeredBy who said yes or no; absent while nobody has
 * @param endsAt when it is taken back; absent when it was not given
 */
public record LoanView(
        String id,
        String person,
        String role,
        String reason,
        Instant askedAt,
        String state,
        @Nullable String answeredBy,
        @Nullable Instant endsAt) {}
