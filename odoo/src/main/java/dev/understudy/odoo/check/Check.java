package dev.understudy.odoo.check;

import java.util.Set;

/**
 * What became of one synthetic check.
 *
 * @param name {@code list}, {@code write}, {@code report}, {@code assets}, {@code session}, {@code use}, {@code rows} or {@code print}; for
 *     one of many things that a check looks at, its name, a colon, and what it is
 * @param millis how long it took, in milliseconds
 * @param said what there is to say though it went well; often empty
 * @param error the exception; empty when it went well
 */
public record Check(String name, long millis, String said, String error) {

    private static final Set<String> OF_MANY = Set.of("use", "rows");

    /** For people. */
    public String shown() {
        return name + " " + millis + " ms" + (said.isEmpty() ? "" : " (" + said + ")");
    }

    /** The check that this is a part of, or itself. */
    public String of() {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** Whether it is the check itself, which has come to its end. */
    public boolean whole() {
        return name.indexOf(':') < 0;
    }

    /** Whether nothing is known of what it looks at: a check of many things that failed itself, and not at one of them. */
    public boolean brokeOff() {
        return failed() && OF_MANY.contains(name);
    }

    public boolean failed() {
        return !error.isEmpty();
    }
}
