package dev.understudy.server.mailbox;

/**
 * Counts what a mail would be taken apart into: each part, and each line of its headers and of its parts', becomes an object many times its
 * size, so that a mail of a few megabytes that is made for it would fill the memory.
 */
final class Pieces {

    private static final int MOST_PARTS = 1_000;
    private static final int MOST_HEADERS = 2_000;

    /** Of those of all parts together. */
    private static final int MOST_HEADERS_OF_PARTS = 10_000;

    private static final int MOST_SHORT_LINES = 50_000;
    private static final int SHORT = 30;

    private final byte[] raw;
    private int parts;
    private int headers;
    private int headersOfParts;
    private int shortLines;

    private Pieces(byte[] raw) {
        this.raw = raw;
    }

    static boolean tooMany(byte[] raw) {
        return new Pieces(raw).tooMany();
    }

    private boolean tooMany() {
        boolean within = true;
        int begin = 0;
        while (begin < raw.length) {
            int end = end(begin);
            boolean part = end - begin > 1 && raw[begin] == '-' && raw[begin + 1] == '-';
            parts += part ? 1 : 0;
            shortLines += end - begin < SHORT ? 1 : 0;
            within = part || (within && end > begin);
            if (within) {
                count();
            }
            if (full()) {
                return true;
            }
            begin = next(end);
        }
        return false;
    }

    private void count() {
        if (parts == 0) {
            headers++;
        } else {
            headersOfParts++;
        }
    }

    private boolean full() {
        return parts > MOST_PARTS
                || headers > MOST_HEADERS
                || headersOfParts > MOST_HEADERS_OF_PARTS
                || shortLines > MOST_SHORT_LINES;
    }

    /** Lines end as any mail program may end them. */
    private int end(int begin) {
        int i = begin;
        while (i < raw.length && raw[i] != '\n' && raw[i] != '\r') {
            i++;
        }
        return i;
    }

    /** What reads mails takes a second carriage return for a part of the same end. */
    private int next(int end) {
        int i = end;
        while (i < raw.length && raw[i] == '\r' && i < end + 2) {
            i++;
        }
        return i < raw.length && raw[i] == '\n' ? i + 1 : end + 1;
    }
}
