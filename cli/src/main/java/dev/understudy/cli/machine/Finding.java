package dev.understudy.cli.machine;

/**
 * What a look at the machine found.
 *
 * @param subject {@code jdk}, {@code postgresql}…; names its text
 * @param detail version, path, or what is missing
 */
public record Finding(Level level, String subject, String detail) {

    /** How it stands. In JSON in lower case. */
    public enum Level {
        OK,
        /** It works without, with less. */
        LESS,
        /** It does not work without. */
        MISSING
    }

    static Finding ok(String subject, String detail) {
        return new Finding(Level.OK, subject, detail);
    }
}
