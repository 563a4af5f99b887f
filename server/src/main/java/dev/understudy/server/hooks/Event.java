package dev.understudy.server.hooks;

import java.time.Instant;

/**
 * Something that others are told.
 *
 * @param id the same for what is the same: it is told once
 * @param kind {@code run-succeeded}, {@code run-failed}…; a verb of the audit log, e.g. {@code approved}; {@code test}
 * @param subject on what: a run's id, a release's
 * @param who a person's name, or who asked for a run
 * @param release that it is about; empty for none
 * @param environment where; empty for nowhere
 */
public record Event(
        String id,
        String kind,
        Instant at,
        String subject,
        String who,
        String detail,
        String release,
        String environment) {

    static final String TEST = "test";
}
