package dev.understudy.odoo.manifest;

/**
 * What is wrong with the text of a manifest, and where.
 *
 * @param line counted from 1
 * @param kind what is wrong
 * @param found the piece of text, the key or the name in question; may be empty
 */
public record LiteralFault(int line, Kind kind, String found) {

    /** What can be wrong. */
    public enum Kind {
        UNTERMINATED_STRING("a string is not closed"),
        UNEXPECTED_END("the text ends too early"),
        UNEXPECTED("this cannot stand here"),
        NOT_A_LITERAL("this would have to be computed, and a manifest is only read"),
        TOO_DEEP("brackets are nested too deeply"),
        WRONG_ESCAPE("this escape sequence cannot be read"),
        NOT_A_DICTIONARY("a manifest is one dictionary"),
        WRONG_TYPE("this key has a value of the wrong type");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** One sentence in English: {@code line 3: a string is not closed: 'Sale}. */
    public String text() {
        return "line " + line + ": " + kind.text + (found.isEmpty() ? "" : ": " + found);
    }

    /** Carries a fault out of the parser; never leaves this package. */
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1;

        private final transient LiteralFault fault;

        Broken(int line, Kind kind, String found) {
            super(found, null, false, false);
            this.fault = new LiteralFault(line, kind, found);
        }

        LiteralFault fault() {
            return fault;
        }
    }
}
