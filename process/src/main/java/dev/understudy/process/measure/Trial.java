package dev.understudy.process.measure;

import java.time.Instant;

/**
 * A release where it is tried.
 *
 * @param since when it went in
 */
public record Trial(String release, String environment, Instant since) {}
