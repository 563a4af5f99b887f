package dev.understudy.engine.journal;

/** Texts as PostgreSQL takes them. */
final class Texts {

    private Texts() {}

    /** Without the one character that PostgreSQL's text cannot hold. */
    static String clean(String text) {
        return text.replace("\0", "");
    }

    /** The end of a text. */
    static String tail(String text, int characters) {
        return clean(text.substring(Math.max(0, text.length() - characters)));
    }

    /** Both ends of a text that is too long. */
    static String cut(String text, int characters) {
        if (text.length() <= characters) {
            return clean(text);
        }
        int half = characters / 2;
        return clean(text.substring(0, half)
                + "\n… (%d characters left out) …\n".formatted(text.length() - 2 * half)
                + text.substring(text.length() - half));
    }
}
