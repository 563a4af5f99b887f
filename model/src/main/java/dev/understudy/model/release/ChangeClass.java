package dev.understudy.model.release;

/**
 * What a change asks of production, from a rolling restart (A) to a maintenance window (D). Found twice, from the diff
 * and from the rehearsal; the higher counts.
 */
public enum ChangeClass {
    /** Python without fields or manifest data, static files: a restart. */
    A,
    /** XML, CSV, security, translations: an update without DDL. */
    B,
    /** Additive schema: an update; columns and indexes can be made beforehand. */
    C,
    /** Rename, type change, removal, new required column, migration script: a window. */
    D;

    /** The one of both that asks more. */
    public ChangeClass or(ChangeClass other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether there is a class of this name. */
    public static boolean isOne(String name) {
        return name.matches("[A-D]");
    }
}
