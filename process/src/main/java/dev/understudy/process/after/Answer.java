package dev.understudy.process.after;

import java.time.Instant;
import java.util.List;

/**
 * What somebody says of a release afterwards.
 *
 * @param well what went well; may be empty
 * @param badly what did not; may be empty
 * @param lessons what is to be done otherwise another time
 */
public record Answer(String person, Instant at, String well, String badly, List<String> lessons) {

    public Answer {
        lessons = List.copyOf(lessons);
    }

    boolean saysTheSame(Answer other) {
        return well.equals(other.well) && badly.equals(other.badly) && lessons.equals(other.lessons);
    }
}
