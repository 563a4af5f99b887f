package dev.understudy.odoo.mask;

/**
 * SipHash-2-4, a keyed function for short texts (Aumasson and Bernstein, 2012), over their UTF-16. An HMAC takes many times
 * as long.
 */
final class SipHash {

    private static final int IN_A_WORD = 4;

    private final long low;
    private final long high;

    /** @param low the first eight bytes of the key, the lowest first */
    SipHash(long low, long high) {
        this.low = low;
        this.high = high;
    }

    long of(String text) {
        State state = new State(low, high);
        for (int i = 0; i < text.length(); i++) {
            state.add(text.charAt(i), i);
        }
        return state.end(text.length());
    }

    /** That of two numbers, sixteen bytes. */
    long of(long first, long second) {
        State state = new State(low, high);
        state.take(first);
        state.take(second);
        return state.end(2 * Long.BYTES / Character.BYTES);
    }

    /** That of one text. */
    private static final class State {

        private long v0;
        private long v1;
        private long v2;
        private long v3;
        private long word;

        State(long low, long high) {
            v0 = 0x736f6d6570736575L ^ low;
            v1 = 0x646f72616e646f6dL ^ high;
            v2 = 0x6c7967656e657261L ^ low;
            v3 = 0x7465646279746573L ^ high;
        }

        void add(char character, int at) {
            int place = at % IN_A_WORD;
            word |= (long) character << (place * Character.SIZE);
            if (place == IN_A_WORD - 1) {
                take();
            }
        }

        void take(long next) {
            word = next;
            take();
        }

        private void take() {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
            word = 0;
        }

        long end(int characters) {
            word |= (long) (characters * Character.BYTES & 0xFF) << 56;
            take();
            v2 ^= 0xFF;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
