package dev.understudy.model.drift;

/**
 * Something that an installation is, and that people may change by hand.
 *
 * @param name what it is called within its kind
 * @param value how it is; a digest where it may be a secret
 * @param by the login of who changed it last; empty when nobody knows, {@link #ODOO} for Odoo itself
 */
public record Trait(Kind kind, String name, String value, String by) {

    /** Stands for Odoo's own user: what it writes by itself is no drift. */
    public static final String ODOO = "__system__";

    /** What may differ. */
    public enum Kind {
        /** An installed module, with its version. */
        MODULE,
        /** A system parameter; its value may be a secret. */
        PARAMETER,
        /** Who may do what with a model. */
        ACCESS,
        /** Which rows of a model somebody sees. */
        RULE,
        /** Who is in a group. */
        MEMBER,
        /** A setting of PostgreSQL that is not its default. */
        SETTING
    }

    /** Whether a reader may see how it is. */
    public boolean shown() {
        return kind != Kind.PARAMETER;
    }
}
