package dev.understudy.server.terminal;

import java.util.Locale;

/** Why a terminal ended. */
public enum End {
    /** The program did. */
    EXITED,
    /** Whoever sat there went away. */
    LEFT,
    /** Nobody typed. */
    IDLE,
    /** Whoever sat there may not any more: signed out, closed out, a role that is over. */
    RIGHTS,
    /** The environment stopped, or a run began to change it. */
    ENVIRONMENT,
    /** Its recording has come to its most. */
    FULL,
    /** It could not be recorded any more. */
    UNRECORDED,
    /** More was typed than the program read. */
    FLOODED,
    /** Somebody else ended it. */
    ENDED,
    /** The program did not start, or nobody came to sit there. */
    UNUSED,
    /** The service ended. */
    SERVICE;

    /** As it is kept. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
