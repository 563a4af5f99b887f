package dev.understudy.odoo.mask;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes away what hides somebody's value in a text that stays: a word of Base64, of percents, of digits; all of the text where that
 * is not enough.
 */
final class Hidden {

    /** What is one piece of a text: no blank, quote, bracket or comma in it. */
    private static final Pattern PIECE = Pattern.compile("[^\\s\"'<>(){}\\[\\],;]+");

    private final Entities entities;
    private final UnaryOperator<String> scrub;
    private final UnaryOperator<String> fill;

    /**
     * Asks whose values they are.
     *
     * @param scrub replaces what is known and not hidden
     * @param fill puts filling words in place of a whole text
     */
    Hidden(Entities entities, UnaryOperator<String> scrub, UnaryOperator<String> fill) {
        this.entities = entities;
        this.scrub = scrub;
        this.fill = fill;
    }

    /** The text without it; the same where it hides nothing. */
    String without(String text) {
        if (!hides(text)) {
            return text;
        }
        String seen = scrub.apply(Unseen.without(text));
        String pieces = hides(seen)
                ? PIECE.matcher(seen)
                        .replaceAll(piece -> Matcher.quoteReplacement(
                                hides(piece.group()) ? "x".repeat(piece.group().length()) : piece.group()))
                : seen;
        return hides(pieces) ? fill.apply(text) : pieces;
    }

    private boolean hides(String text) {
        for (String other : Disguises.of(text)) {
            if (!entities.in(other).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
