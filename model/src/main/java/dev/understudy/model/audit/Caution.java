package dev.understudy.model.audit;

import java.util.List;

/**
 * Something in an audit that its reader should not miss.
 *
 * @param weight how much it matters
 * @param key of its text, below {@code caution.}
 * @param arguments of its text
 */
public record Caution(Weight weight, String key, List<String> arguments) {

    /** How much a caution matters. */
    public enum Weight {
        /** Data or service is at risk as it stands. */
        RISK,
        /** It has to be settled before a first rehearsal can say anything. */
        BEFORE,
        /** Good to know. */
        NOTE
    }

    public Caution {
        arguments = List.copyOf(arguments);
    }
}
