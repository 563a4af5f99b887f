package dev.understudy.model.announcement;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that people were told of a release.
 *
 * @param start for when it was planned then
 * @param at when they were told
 */
public record Told(Kind kind, Instant start, Instant at) {

    /** What people are told. */
    public enum Kind {
        /** It is planned; said again, it is a reminder. */
        PLANNED,
        /** It is planned for another time than was told. */
        MOVED,
        /** It is not going to be, at least not then. */
        CALLED_OFF,
        STARTED,
        DONE,
        /** It was begun, did not succeed, and all is as before. */
        UNDONE,
        /** Asked of those who help: from now on, for some days. */
        SUPPORT,
        /** Asked of those on duty: these days are over, say how it is. */
        SUPPORT_OVER,
        /** Asked of those who took part: what went well, what did not, what is to be learnt. */
        RETROSPECTIVE,
        /** Asked of key users who are missing: to try what they do on production where the release is tried. */
        KEY_USERS,
        /** Told to those on duty: a deploy that waits will not begin, as something does not hold. */
        HELD_UP;

        /** Whether people expect it, having been told this last. */
        public boolean expected() {
            return this == PLANNED || this == MOVED;
        }

        /** As people write it: {@code called-off}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
