package dev.understudy.server.mailbox;

/**
 * Counts what a mail would be taken apart into: each part, and each line that may be a header, becomes an object many times its size, so
 * that a mail of a few megabytes that is made for it would fill the memory.
 */
final class Pieces {

    private static final int MOST_PARTS = 1_000;
    private static final int MOST_SHORT_LINES = 50_000;
    private static final int SHORT = 30;

    private Pieces() {}

    static boolean tooMany(byte[] raw) {
        int parts = 0;
        int shortLines = 0;
        int begin = 0;
        while (begin < raw.length) {
            int end = end(raw, begin);
            parts += end - begin > 1 && raw[begin] == '-' && raw[begin + 1] == '-' ? 1 : 0;
            shortLines += end - begin < SHORT ? 1 : 0;
            if (parts > MOST_PARTS || shortLines > MOST_SHORT_LINES) {
                return true;
            }
            begin = end + (end + 1 < raw.length && raw[end] == '\r' && raw[end + 1] == '\n' ? 2 : 1);
        }
        return false;
    }

    /** Lines end as any mail program may end them. */
    private static int end(byte[] raw, int begin) {
        int i = begin;
        while (i < raw.length && raw[i] != '\n' && raw[i] != '\r') {
            i++;
        }
        return i;
    }
}
