package dev.understudy.model.view;

import java.util.Locale;

/** Where an environment stands. The names, in lower case, are part of the JSON contract. */
public enum EnvironmentStatus {
    /** Described in the file, not made yet. */
    ABSENT,
    /** Being made. */
    CREATING,
    /** It serves. */
    RUNNING,
    /** Whole, and at rest. */
    STOPPED,
    /** Stopped because nobody used it; it starts when somebody does. */
    ASLEEP,
    /** A run holds its users off. */
    MAINTENANCE,
    /** It should serve and does not, or a run left it in between. */
    BROKEN;

    /** The name in JSON and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
