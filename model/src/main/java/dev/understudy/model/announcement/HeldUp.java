package dev.understudy.model.announcement;

import java.time.Instant;
import java.util.List;

/**
 * What whoever is on duty is told of a deploy that waits and will not begin.
 *
 * @param project the name of the project
 * @param start when it could begin
 * @param gates what does not hold then, each with why, in the language of who reads it
 */
public record HeldUp(String project, String release, Instant start, List<String> gates) {

    public HeldUp {
        gates = List.copyOf(gates);
    }
}
