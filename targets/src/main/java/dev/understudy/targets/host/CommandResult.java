package dev.understudy.targets.host;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param exitCode what it returned; 128 plus the signal when a signal ended it
 * @param out standard output, cut at {@link Host#OUTPUT_LIMIT} characters
 * @param err standard error, cut likewise
 * @param duration wall time
 */
public record CommandResult(int exitCode, String out, String err, Duration duration) {

    public boolean succeeded() {
        return exitCode == 0;
    }
}
