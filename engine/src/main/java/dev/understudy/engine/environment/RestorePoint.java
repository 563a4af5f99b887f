package dev.understudy.engine.environment;

import java.time.Instant;

/**
 * A frozen volume of an environment that it can go back to.
 *
 * @param environment whose
 * @param name the volume's name
 * @param release the release whose code the data belongs to
 * @param reason why it was made: {@code deploy r2}, {@code asked}…
 * @param createdAt when
 */
public record RestorePoint(String environment, String name, String release, String reason, Instant createdAt) {}
