package dev.understudy.odoo.mask;

/**
 * Whether words tell a known name from others, remembered for those that came lately: the words of mails come again and again, and
 * of millions of names most are not in the processor's cache. Not to be shared by threads, nor used while names are added.
 */
final class LatelyKnown {

    private static final int PLACES = 1 << 12;

    private final Known known;
    private final long[] words = new long[PLACES];
    private final boolean[] entities = new boolean[PLACES];

    LatelyKnown(Known known) {
        this.known = known;
    }

    boolean isEntity(long word) {
        int place = (int) (word >>> 40) & (PLACES - 1);
        if (words[place] != word) {
            entities[place] = known.isEntity(word);
            words[place] = word;
        }
        return entities[place];
    }
}
