package dev.understudy.targets.host;

import java.time.Instant;

/** Where every command on a host is recorded, with its duration and outcome. */
@FunctionalInterface
public interface CommandLog {

    /** Keeps nothing: for tests and for tools outside a run. */
    CommandLog NONE = (host, command, startedAt, result) -> {};

    /**
     * Records one command that ended.
     *
     * @param host the host's name
     * @param command what ran; record only {@link Command#shown()}
     * @param startedAt when it began
     * @param result how it ended
     */
    void record(String host, Command command, Instant startedAt, CommandResult result);
}
