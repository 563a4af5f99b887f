package dev.understudy.model.config;

import java.time.Duration;

/**
 * What a rehearsal's report warns of.
 *
 * @param lock how long a lock on a table may be held
 * @param rewrite how many rows a table may have that is written anew
 * @param rows which part of its rows a table may win or lose, 1 being all of them
 * @param newLogErrors how many kinds of errors that production does not log are a warning and no more; others stop the release
 */
public record WarnSettings(Duration lock, long rewrite, double rows, int newLogErrors) {

    /** A lock that somebody notices, a table that takes a while, a tenth of the rows, and no new error. */
    public static final WarnSettings DEFAULT = new WarnSettings(Duration.ofSeconds(10), 100_000, 0.1, 0);
}
