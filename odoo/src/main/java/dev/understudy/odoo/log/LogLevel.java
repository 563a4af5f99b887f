package dev.understudy.odoo.log;

/** The levels of Odoo's log, the mildest first. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** Whether this one is {@code other} or worse. */
    public boolean atLeast(LogLevel other) {
        return compareTo(other) >= 0;
    }
}
