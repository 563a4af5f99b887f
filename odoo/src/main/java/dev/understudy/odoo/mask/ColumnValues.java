package dev.understudy.odoo.mask;

/**
 * What all values of a column have in common.
 *
 * @param filled rows that have one
 * @param distinct different ones
 * @param codes rows whose value is a number of a document, as {@code S00012}, or the name of a model
 * @param prefixes different beginnings of these, before their first digit
 * @param common whether all different values are made of everybody's words; false where there are many
 */
public record ColumnValues(long filled, long distinct, long codes, long prefixes, boolean common) {

    /** Kinds of documents that one table holds, or choices of a list. */
    public static final long FEW = 20;

    /** Whether it holds numbers of documents, states or other technical words alone. */
    boolean technical() {
        return codes == filled && prefixes <= FEW;
    }

    /** Whether few words that are everybody's stand in it, as those that are chosen from a list. */
    boolean chosen() {
        return common && distinct <= FEW;
    }
}
