package dev.understudy.odoo.mask;

import java.lang.Character.UnicodeScript;

/** The letters of which a word of a script is made: consonants and vowels by turns, or any of them. */
enum Alphabet {
    LATIN("bdfgklmnprstvz", "aeiou"),
    GREEK("βγδζθκλμνπρστφχ", "αειου"),
    CYRILLIC("бвгдзклмнпрстф", "аеиоу"),
    HAN("安白成德方福光海和華吉江金林明平青仁山石天文武新星雨玉元雲正", ""),
    HIRAGANA("かきくけこさしすせそたちつてとなにのはひふへほまみむもやゆよらりるれろ", ""),
    KATAKANA("カキクケコサシスセソタチツテトナニノハヒフヘホマミムモヤユヨラリルレロ", ""),
    HANGUL("가나다라마바사아자차고노도로모보소오조초구누두루무부수우주", ""),
    ARABIC("بتجحدرزسشعفقكلمنهوي", ""),
    HEBREW("בגדהוזחטיכלמנסעפצקרש", ""),
    THAI("กขคงจชดตทนบปพมยรลวส", ""),
    DEVANAGARI("कखगचजटडतदनपबमयरलवसह", "");

    private final String consonants;
    private final String vowels;

    Alphabet(String consonants, String vowels) {
        this.consonants = consonants;
        this.vowels = vowels;
    }

    /** That of a word's first letter; Latin for a script that is not here. */
    static Alphabet of(String word) {
        if (word.charAt(0) < 128) {
            return LATIN;
        }
        int letter = word.codePoints().filter(Character::isLetter).findFirst().orElse('a');
        UnicodeScript script = UnicodeScript.of(letter);
        for (Alphabet alphabet : values()) {
            if (alphabet.name().equals(script.name())) {
                return alphabet;
            }
        }
        return LATIN;
    }

    /** A word of so many letters, drawn by bytes. */
    String word(byte[] drawn, int length) {
        StringBuilder word = new StringBuilder(length);
        boolean vowel = (drawn[0] & 1) == 0 && length > 2;
        for (int i = 0; i < length; i++) {
            String from = vowel && !vowels.isEmpty() ? vowels : consonants;
            int at = ((drawn[(i * 2 + 1) % drawn.length] & 0xFF) << 8) | (drawn[(i * 2 + 2) % drawn.length] & 0xFF);
            word.append(from.charAt(at % from.length()));
            vowel = !vowel;
        }
        return word.toString();
    }
}
