package dev.understudy.targets.host;

import java.time.Duration;

/**
 * How long a command may take.
 *
 * @param usual on a quiet machine; a slow one has more, as {@link Patience} finds
 * @param whileItMoves whether it goes on past that for as long as it reads or writes something
 */
public record Limit(Duration usual, boolean whileItMoves) {}
