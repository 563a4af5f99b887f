package dev.understudy.odoo.mask;

/**
 * Whether words tell a known name from others, remembered for those that came lately: the words of mails come again and again, and
 * of millions of names most are not in the processor's cache. Words that differ in their lowest bit alone, one in millions of millions, are taken for one. Not to be shared by threads, nor used while names are added.
 */
final class LatelyKnown {

    private static final int PLACES = 1 << 14;

    private final Known known;

    /** Words; the lowest bit says whether it tells a name. */
    private final long[] words = new long[PLACES];

    LatelyKnown(Known known) {
        this.known = known;
    }

    boolean isEntity(long word) {
        int place = (int) (word >>> 40) & (PLACES - 1);
        long lately = words[place];
        if ((lately ^ word) >>> 1 != 0) {
            lately = word >>> 1 << 1 | (known.isEntity(word) ? 1 : 0);
            words[place] = lately;
        }
        return (lately & 1) != 0;
    }
}
