package dev.understudy.odoo.mask;

/** What a column's values become. */
public enum Kind {
    /** What they are. */
    KEEP,
    /** What they are, but for the names, addresses and numbers of people that stand in them. */
    SCRUB,
    /** Words by which things are called, and everybody's, stay; all others become filling words, names what they are elsewhere. */
    LABEL,
    /** Other names, word by word; a mail address among them becomes another. */
    NAME,
    /** A company's name, which is a name. */
    COMPANY,
    /** Mail addresses that nothing can be delivered to, with the names before them. */
    EMAIL,
    /** Another number of the same country and form. */
    PHONE,
    /** Other words and numbers; countries and states stay. */
    STREET,
    /** Another account of the same country, with check digits that are right. */
    IBAN,
    /** Another tax or identity number of the same form. */
    VAT,
    /** Another day, at most two years away. */
    BIRTHDAY,
    /** Filling words of the same length; names that are known become what they are elsewhere. */
    TEXT,
    /** As {@link #TEXT}, with its markup and its links to records. */
    HTML,
    /** Times one factor, which is the project's. */
    AMOUNT,
    /** Another secret of the same form. */
    TOKEN,
    /** Nothing. */
    DROP
}
