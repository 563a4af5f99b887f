package dev.understudy.odoo.mask;

/**
 * What all values of a column have in common.
 *
 * @param codes whether each is a number of a document, as {@code S00012}, or the name of a model; also where there is none
 * @param prefixes different beginnings of these, before their first digit; no more than {@link #MANY} are counted
 * @param distinct different ones; no more than {@link #MANY} are counted
 * @param common whether all different values are made of everybody's words; false where there are many
 */
public record ColumnValues(boolean codes, long prefixes, long distinct, boolean common) {

    /** Kinds of documents that one table holds, or choices of a list. */
    public static final long FEW = 20;

    /** Where it is enough to know that there are more than few. */
    public static final long MANY = FEW + 1;

    /** Whether it holds numbers of documents, states or other technical words alone. */
    boolean technical() {
        return codes && prefixes <= FEW;
    }

    /** Whether few words that are everybody's stand in it, as those that are chosen from a list. */
    boolean chosen() {
        return common && distinct <= FEW;
    }
}
