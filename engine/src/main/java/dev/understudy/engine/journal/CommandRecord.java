package dev.understudy.engine.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command on a host, as the journal keeps it.
 *
 * @param run whose; absent outside of runs
 * @param shown without secrets
 */
public record CommandRecord(
        UUID id,
        @Nullable Long run,
        @Nullable String step,
        String host,
        String shown,
        Instant startedAt,
        Duration duration,
        int exitCode,
        String out,
        String err) {}
