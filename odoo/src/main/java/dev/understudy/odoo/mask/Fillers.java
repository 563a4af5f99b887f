package dev.understudy.odoo.mask;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Words that say nothing, in place of those of a text: of the same length and case, drawn anew for each place. */
final class Fillers {

    private static final String[] WORDS = """
            a e o ad et in ut ab ex id non sit est sed qui quo nec amet eros quis nunc diam orci erat vita lorem ipsum dolor
            magna lacus felis porta neque massa mauris semper turpis ornare tellus varius cursus aliquet viverra blandit
            feugiat lacinia sodales maecenas pulvinar volutpat interdum praesent facilisi vulputate fermentum curabitur
            elementum dignissim vestibulum adipiscing incididunt accumsanque consectetur pellentesque sollicitudin
            scelerisque""".split("\\s+", -1);

    /** The same words, as they begin a sentence. */
    private final String[][] capitals;

    private final Known known;
    private final String[][] byLength;
    private final Packed packed;
    private final Packed packedCapitals;

    /** The same words as numbers: their bytes, the lowest first, of which none has more than sixteen. */
    private static final class Packed {

        private final long[][] low;
        private final long[][] high;

        private Packed(long[][] low, long[][] high) {
            this.low = low;
            this.high = high;
        }

        static Packed of(String[][] words) {
            long[][] low = new long[words.length][];
            long[][] high = new long[words.length][];
            for (int length = 0; length < words.length; length++) {
                low[length] = Stream.of(words[length])
                        .mapToLong(word -> packed(word, 0))
                        .toArray();
                high[length] = Stream.of(words[length])
                        .mapToLong(word -> packed(word, Long.BYTES))
                        .toArray();
            }
            return new Packed(low, high);
        }

        private static long packed(String word, int from) {
            return Utf8Text.packed(word.getBytes(StandardCharsets.US_ASCII), from);
        }
    }

    Fillers(Known known) {
        this.known = known;
        int longest = Stream.of(WORDS).mapToInt(String::length).max().orElseThrow();
        byLength = IntStream.rangeClosed(0, longest)
                .mapToObj(length -> Stream.of(WORDS)
                        .filter(word -> word.length() == length)
                        .filter(word -> !known.inAName(WordScanner.fingerprint(word)))
                        .toArray(String[]::new))
                .toArray(String[][]::new);
        capitals = Stream.of(byLength)
                .map(words -> Stream.of(words).map(Fillers::capital).toArray(String[]::new))
                .toArray(String[][]::new);
        packed = Packed.of(byLength);
        packedCapitals = Packed.of(capitals);
    }

    /**
     * The same for a word of bytes.
     *
     * @param length of the word in characters
     * @param first its first one, of Latin
     */
    void append(byte[] text, int start, int end, int length, char first, long draw, Utf8Text to) {
        boolean capital = first < 128 ? first <= 'Z' && first >= 'A' : Character.isUpperCase(first);
        Packed words = capital ? packedCapitals : packed;
        if (length < words.low.length && words.low[length].length > 0) {
            long[] low = words.low[length];
            int drawn = (int) (((draw >>> 32) * low.length) >>> 32);
            to.add(low[drawn], words.high[length][drawn], length);
            return;
        }
        String word = new String(text, start, end - start, StandardCharsets.UTF_8);
        StringBuilder made = new StringBuilder();
        append(word, 0, length, draw, made);
        to.add(made);
    }

    /** Adds one for a word of a text; a negative answer of the draw is as good as a positive one. */
    void append(String text, int start, int end, long draw, StringBuilder to) {
        int length = end - start;
        char first = text.charAt(start);
        boolean ascii = first < 128;
        boolean capital = ascii ? first <= 'Z' && first >= 'A' : Character.isUpperCase(text.codePointAt(start));
        String[][] lengths = capital ? capitals : byLength;
        if (first < WordScanner.LATIN_END && length < lengths.length && lengths[length].length > 0) {
            String[] fitting = lengths[length];
            // The upper half, scaled: a division takes longer than all the rest.
            to.append(fitting[(int) (((draw >>> 32) * fitting.length) >>> 32)]);
            return;
        }
        String word = text.substring(start, end);
        String made = free(Alphabet.of(word), word.codePointCount(0, length), draw);
        to.append(capital ? capital(made) : made);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String free(Alphabet alphabet, int length, long draw) {
        String made = "";
        for (int attempt = 0; attempt < 32; attempt++) {
            made = alphabet.word(bytes(next(draw + attempt)), Math.min(length, 24));
            if (!known.inAName(WordScanner.fingerprint(made))) {
                break;
            }
        }
        return made;
    }

    private static byte[] bytes(long draw) {
        byte[] bytes = new byte[32];
        long state = draw;
        for (int i = 0; i < bytes.length; i++) {
            state = next(state);
            bytes[i] = (byte) (state >>> 56);
        }
        return bytes;
    }

    /** The next draw after one (SplitMix64). */
    static long next(long draw) {
        long mixed = draw + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
