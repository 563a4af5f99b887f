package dev.understudy.odoo.mask;

/**
 * What becomes of a column, and why.
 *
 * @param entities whether its values are those of people and companies, which are looked for afterwards
 */
public record Decision(Column column, Kind kind, Why why, boolean entities) {

    /** Why a column is masked as it is. */
    public enum Why {
        /** The project's file says so. */
        FILE,
        /** A rule for its field says so. */
        RULE,
        /** Its field's type says so. */
        TYPE,
        /** Its field's name says so. */
        NAME,
        /** Its values say so. */
        VALUES,
        /** Nothing says what it holds: it is masked. */
        UNSURE
    }
}
