package dev.understudy.targets.dump;

/**
 * What was not loaded as the dump has it.
 *
 * @param kind what was done
 * @param what the thing, e.g. {@code event trigger note_ddl}
 * @param why in a few words
 */
public record LoadNote(Kind kind, String what, String why) {

    /** What was done with the thing. */
    public enum Kind {
        LEFT_OUT,
        CHANGED
    }

    /** As a line of a report. */
    public String shown() {
        return switch (kind) {
            case LEFT_OUT -> "left out: ";
            case CHANGED -> "changed: ";
        }
                + what + " (" + why + ")";
    }
}
