package dev.understudy.model.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket of production's Odoo that a release is tied to, or a report that is to become one.
 *
 * @param ticket its number; absent while it has not been written
 * @param release empty for none
 * @param title of a report; empty for a ticket that was there before
 * @param at when it was reported, or tied
 * @param notes how many were written to it
 * @param waiting how much of it has not been written yet
 * @param problem what hindered that last
 */
public record TicketView(
        @Nullable Long ticket,
        String release,
        String title,
        Instant at,
        String by,
        int notes,
        int waiting,
        @Nullable String problem) {}
