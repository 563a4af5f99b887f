package dev.understudy.model.view;

import org.jspecify.annotations.Nullable;

/**
 * A project of the service, in a line.
 *
 * @param name by which it is asked for
 * @param file its {@code understudy.yaml}
 * @param home where it keeps what it has
 * @param status {@code starting}, {@code ready} or {@code unavailable}
 * @param problem why it is unavailable; null when it is not
 */
public record ProjectView(
        String name,
        String file,
        String home,
        String status,
        @Nullable ProblemView problem) {}
