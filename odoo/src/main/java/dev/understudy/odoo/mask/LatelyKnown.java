package dev.understudy.odoo.mask;

/**
 * What words are, remembered for those that came lately: the words of mails come again and again, and of millions of names most are
 * not in the processor's cache. Words that differ in their two lowest bits alone, one in millions of millions, are taken for one. Not to
 * be shared by threads, nor used while names are added.
 */
final class LatelyKnown {

    /** It tells a known name from others. */
    static final int ENTITY = 1;

    /** A name that is kept may begin with it. */
    static final int KEPT = 2;

    private static final int PLACES = 1 << 14;
    private static final int BITS = 2;

    private final Known known;
    private final Known kept;

    /** Words; the lowest bits say what they are. No word is all zeros but that of no letter. */
    private final long[] words = new long[PLACES];

    LatelyKnown(Entities entities) {
        this.known = entities.known();
        this.kept = entities.kept();
    }

    boolean isEntity(long word) {
        return (of(word) & ENTITY) != 0;
    }

    /** What a word is, of the bits above. */
    int of(long word) {
        int place = (int) (word >>> 40) & (PLACES - 1);
        long lately = words[place];
        if ((lately ^ word) >>> BITS != 0) {
            lately = word >>> BITS << BITS | (known.isEntity(word) ? ENTITY : 0) | (kept.beginsAName(word) ? KEPT : 0);
            words[place] = lately;
        }
        return (int) lately & (ENTITY | KEPT);
    }
}
