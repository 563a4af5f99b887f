package dev.understudy.odoo.ddl;

/** What a statement does to a schema that is in use, the mildest first. */
public enum DdlKind {
    /** Not DDL, or without effect on what others may read and write: a comment, a grant, statistics. */
    NEUTRAL,
    /** Something new, or a restriction less: old code goes on working. */
    ADDITIVE,
    /** A restriction more on data that is there: NOT NULL, a constraint, a unique index. It can fail on real data. */
    RESTRICTIVE,
    /** Every row is written anew, under a lock that stops all use. */
    REWRITE,
    /** Data or names that old code uses go away. */
    DESTRUCTIVE;

    /** The one of both that weighs more. */
    public DdlKind or(DdlKind other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
