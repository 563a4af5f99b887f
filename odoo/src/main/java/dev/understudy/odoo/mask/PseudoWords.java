package dev.understudy.odoo.mask;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Words that stand for other words: as pronounceable as a name, about as long, of the same alphabet, and never one that is
 * in a known name itself.
 */
final class PseudoWords {

    private static final int REMEMBERED = 20_000;
    private static final int TRIES = 64;
    private static final int LONGEST = 20;
    private static final int[] CLASSES = {1, 2, 4, 7, 11, 16, LONGEST};

    private final MaskKey key;
    private final Known known;
    private final Map<String, String> remembered = new HashMap<>();

    PseudoWords(MaskKey key, Known known) {
        this.key = key;
        this.known = known;
    }

    /** What a word becomes, in its case. */
    String of(String word) {
        String known = remembered.get(word);
        if (known != null) {
            return known;
        }
        String folded = WordScanner.folded(word);
        if (NumberScanner.digits(folded).length() == folded.length()) {
            // Of these, few come again.
            return key.digits(folded);
        }
        String made = cased(word, accented(word, made(folded, word)));
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        remembered.put(word, made);
        return made;
    }

    private String made(String folded, String word) {
        Alphabet alphabet = Alphabet.of(word);
        String made = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            // The last tries may be longer, where all short words are somebody's name.
            int extra = attempt < TRIES / 2 ? 0 : 2;
            byte[] drawn = key.bytes("word" + attempt, folded);
            made = alphabet.word(drawn, length(folded, drawn) + extra);
            if (!known.inAName(WordScanner.fingerprint(made))) {
                return made;
            }
        }
        return made;
    }

    /** Another length of the same class. */
    private static int length(String folded, byte[] drawn) {
        int length = folded.codePointCount(0, folded.length());
        int least = 1;
        for (int most : CLASSES) {
            if (length <= most) {
                return least + Math.floorMod(drawn[drawn.length - 1], most - least + 1);
            }
            least = most + 1;
        }
        return LONGEST;
    }

    private static String accented(String word, String made) {
        boolean latin =
                word.chars().anyMatch(c -> c > 127 && c < 0x250) && made.chars().allMatch(c -> c < 128);
        if (!latin) {
            return made;
        }
        for (int i = 0; i < made.length(); i++) {
            int vowel = "aeiou".indexOf(made.charAt(i));
            if (vowel >= 0) {
                return made.substring(0, i) + "áéíóú".charAt(vowel) + made.substring(i + 1);
            }
        }
        return made;
    }

    private static String cased(String word, String made) {
        if (!Character.isUpperCase(word.codePointAt(0))) {
            return made;
        }
        boolean all = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
        return all ? made.toUpperCase(Locale.ROOT) : made.substring(0, 1).toUpperCase(Locale.ROOT) + made.substring(1);
    }
}
