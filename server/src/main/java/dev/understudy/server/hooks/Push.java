package dev.understudy.server.hooks;

import java.time.Instant;

/**
 * What a git server told of.
 *
 * @param digest of what it sent
 * @param repository as the project's file names it
 * @param by who pushed, as the server says
 */
public record Push(String digest, Instant at, String repository, String branch, String commit, String by) {}
