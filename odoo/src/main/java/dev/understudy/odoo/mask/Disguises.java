package dev.understudy.odoo.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The other texts that a text is: with HTML's entities, a link's percents, the backslashes of JSON, the codes of mails and Base64 read,
 * also where one is in another; without what nobody sees. Each way looks first whether it may apply: a plain text costs little.
 */
public final class Disguises {

    private static final List<UnaryOperator<String>> WAYS =
            List.of(Escapes::percents, Escapes::backslashes, Escapes::quotedPrintable, Escapes::headerWords);

    /** How often one may be in another. */
    private static final int DEEPEST = 3;

    /** Letters of a text that is read only once more: most are mails, which are in nothing else. */
    private static final int LONG = 1 << 16;

    /** Other texts of one text. */
    private static final int MOST = 64;

    private Disguises() {}

    /** All of them; none for a plain text. */
    public static List<String> of(String text) {
        List<String> others = new ArrayList<>(0);
        read(text, text.length() < LONG ? DEEPEST : DEEPEST - 1, others);
        return others;
    }

    private static void read(String text, int deeper, List<String> others) {
        String plain = Unseen.without(HtmlLetters.decoded(text));
        add(others, text, plain);
        add(others, plain, HtmlLetters.blanked(plain));
        add(others, plain, HtmlLetters.seamless(plain));
        if (deeper == 0) {
            return;
        }
        for (UnaryOperator<String> way : WAYS) {
            String other = way.apply(plain);
            if (!other.equals(plain) && others.size() < MOST) {
                others.add(other);
                read(other, deeper - 1, others);
            }
        }
        List<String> packed = new ArrayList<>(0);
        Packed.of(plain, packed);
        for (String other : packed) {
            others.add(other);
            if (others.size() < MOST) {
                read(other, deeper - 1, others);
            }
        }
    }

    private static void add(List<String> others, String text, String other) {
        if (!other.equals(text)) {
            others.add(other);
        }
    }
}
