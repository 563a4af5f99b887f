package dev.understudy.process.after;

import java.time.Instant;
import java.util.Optional;

/**
 * Something to be done after a release.
 *
 * @param once by what the outbox knows it; empty where it does not become a ticket
 * @param ticket its number in production's Odoo; empty while it is not written there
 */
public record FollowUp(String person, Instant at, String title, Optional<String> once, Optional<Long> ticket) {}
