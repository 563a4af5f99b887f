package dev.understudy.odoo.mask;

/**
 * Flags by 64-bit fingerprint, in twelve bytes each: millions of values fit where a map of objects would need gigabytes.
 * Two values that share a fingerprint are one in five hundred billion among a million.
 */
final class Fingerprints {

    private static final int FIRST = 1 << 10;

    /** Fingerprints to each word of the filter: eight bits for each. */
    private static final int FILTERED = Long.SIZE / Byte.SIZE;

    private long[] keys = new long[FIRST];
    private int[] flags = new int[FIRST];

    /** Whether one whose upper bits say so may be there: most words of a text are in no name, and this much stays in the cache. */
    private long[] filter = new long[FIRST / FILTERED];

    private int size;

    /** Adds flags to those of a fingerprint. */
    void add(long fingerprint, int more) {
        if (size * 3 > keys.length * 2) {
            grow();
        }
        put(keys, flags, fingerprint, more);
        mark(fingerprint);
    }

    private static int place(long fingerprint, long[] filter) {
        return (int) (fingerprint >>> 32) & (filter.length - 1);
    }

    private void mark(long fingerprint) {
        filter[place(fingerprint, filter)] |= 1L << (fingerprint >>> 58);
    }

    /** Its flags; 0 when it is not there. */
    int of(long fingerprint) {
        if ((filter[place(fingerprint, filter)] >>> (fingerprint >>> 58) & 1) == 0) {
            return 0;
        }
        int mask = keys.length - 1;
        int at = (int) fingerprint & mask;
        while (flags[at] != 0) {
            if (keys[at] == fingerprint) {
                return flags[at];
            }
            at = (at + 1) & mask;
        }
        return 0;
    }

    int size() {
        return size;
    }

    private void put(long[] keys, int[] flags, long fingerprint, int more) {
        int mask = keys.length - 1;
        int at = (int) fingerprint & mask;
        while (flags[at] != 0 && keys[at] != fingerprint) {
            at = (at + 1) & mask;
        }
        if (flags[at] == 0) {
            keys[at] = fingerprint;
            size++;
        }
        flags[at] |= more;
    }

    private void grow() {
        long[] wider = new long[keys.length * 2];
        int[] widerFlags = new int[wider.length];
        filter = new long[wider.length / FILTERED];
        size = 0;
        for (int i = 0; i < keys.length; i++) {
            if (flags[i] != 0) {
                put(wider, widerFlags, keys[i], flags[i]);
                mark(keys[i]);
            }
        }
        keys = wider;
        flags = widerFlags;
    }
}
