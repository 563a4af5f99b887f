package dev.understudy.model.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that another program was told by a hook, or is to be.
 *
 * @param kind what happened, as the hook tells it
 * @param writtenAt when it was to be told first
 * @param tries how often it was tried
 * @param state {@code told}, {@code waiting} or {@code given-up}
 * @param triedAt when it was last tried; absent before
 * @param answer what was last said to it, or what hindered it; empty before
 */
public record DeliveryView(
        long number,
        String kind,
        Instant writtenAt,
        int tries,
        String state,
        @Nullable Instant triedAt,
        String answer) {}
