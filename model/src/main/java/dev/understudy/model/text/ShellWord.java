package dev.understudy.model.text;

import java.util.regex.Pattern;

/** A word of a command that people copy into a shell. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+-]+");

    private ShellWord() {}

    /** As the shell reads it: in quotes where it has to be. */
    public static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
