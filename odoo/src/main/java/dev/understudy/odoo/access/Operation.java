package dev.understudy.odoo.access;

import java.util.Locale;

/** What may be done with the records of a model: the columns of {@code ir_model_access}. */
public enum Operation {
    READ,
    WRITE,
    CREATE,
    UNLINK;

    /** As Odoo says it. */
    public String shown() {
        return name().toLowerCase(Locale.ROOT);
    }
}
