package dev.understudy.model.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that somebody had, or has, at an environment.
 *
 * @param program {@code shell}, {@code odoo} or {@code psql}
 * @param who a person's name, or {@code operator}
 * @param reason as they said it; empty where none was asked for
 * @param endedAt absent while it is open
 * @param why it ended, in a word; empty while it is open
 * @param bytes of the recording
 * @param digest of the recording, in hex, as the audit log has it; empty while it is open
 */
public record TerminalView(
        String id,
        String environment,
        String program,
        String who,
        String reason,
        Instant openedAt,
        @Nullable Instant endedAt,
        String why,
        long bytes,
        String digest) {}
