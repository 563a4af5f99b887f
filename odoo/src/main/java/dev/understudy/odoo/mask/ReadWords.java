package dev.understudy.odoo.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Two numbers to each word that was read lately, told by all of its bytes: the words of mails come again and again, and to look one up
 * takes less time than to read its letters. A word that comes takes the place of another. Not to be shared by threads.
 */
final class ReadWords {

    /** Bytes of a word. */
    static final int LONGEST = 15;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int PLACES = 1 << 16;

    /** The two halves of a word, and its numbers. */
    private static final int WIDTH = 4;

    private final long[] table = new long[PLACES * WIDTH];
    private long low;
    private long high;
    private int place;

    /** Looks for a word of at least one byte and at most {@link #LONGEST}; false when it did not come lately. */
    boolean find(byte[] text, int from, int to) {
        int length = to - from;
        if (text.length - from >= 2 * Long.BYTES) {
            low = (long) LONGS.get(text, from);
            high = 0;
            if (length > Long.BYTES) {
                high = (long) LONGS.get(text, from + Long.BYTES) & ((1L << ((length - Long.BYTES) * Byte.SIZE)) - 1);
            } else {
                low &= -1L >>> ((Long.BYTES - length) * Byte.SIZE);
            }
        } else {
            read(text, from, to);
        }
        high |= (long) length << (Long.SIZE - Byte.SIZE);
        long mixed = (low ^ (high * 0x9E3779B97F4A7C15L)) * 0xC4CEB9FE1A85EC53L;
        place = (int) (mixed >>> 48) * WIDTH;
        return table[place] == low && table[place + 1] == high;
    }

    /** At the end of an array there are no eight bytes more. */
    private void read(byte[] text, int from, int to) {
        low = 0;
        high = 0;
        for (int at = to - 1; at >= from; at--) {
            if (at - from >= Long.BYTES) {
                high = (high << Byte.SIZE) | (text[at] & 0xFF);
            } else {
                low = (low << Byte.SIZE) | (text[at] & 0xFF);
            }
        }
    }

    /** The first number of the word that was looked for last. */
    long first() {
        return table[place + 2];
    }

    long second() {
        return table[place + 3];
    }

    /** Remembers the word that was looked for last. */
    void put(long first, long second) {
        table[place] = low;
        table[place + 1] = high;
        table[place + 2] = first;
        table[place + 3] = second;
    }
}
