package dev.understudy.model.config;

import java.time.Duration;

/**
 * How a deploy watches an environment after it serves again, and what it makes of what it sees.
 *
 * @param period how long
 * @param errors how much greater the share of failed answers may be than in the hour before, from 0 to 1
 * @param slower how many times as long as in the hour before answers may take
 * @param newLogErrors how many kinds of errors that were never logged before may appear
 * @param then what a breach of any of these does
 */
public record WatchSettings(Duration period, double errors, double slower, int newLogErrors, Then then) {

    /** What counts when the file does not say. */
    public static final WatchSettings DEFAULT = new WatchSettings(Duration.ofSeconds(60), 0.02, 3, 0, Then.ROLL_BACK);

    /** What a breach does. */
    public enum Then {
        /** The deploy is undone. */
        ROLL_BACK,
        /** The deploy stands, and says what was seen. */
        CALL
    }

    /** These for another time. */
    WatchSettings over(Duration other) {
        return new WatchSettings(other, errors, slower, newLogErrors, then);
    }
}
