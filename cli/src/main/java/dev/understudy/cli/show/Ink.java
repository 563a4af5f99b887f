package dev.understudy.cli.show;

import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Colours, where they are wanted. What it writes becomes a terminal's sequences in {@link ShownOutput} only: until then
 * they begin with a mark of this process, which no text from elsewhere can hold.
 */
public final class Ink {

    private static final String ESCAPE = "\ufdd0" + Long.toHexString(new SplittableRandom().nextLong()) + "[";
    private static final Pattern WRITTEN = Pattern.compile(Pattern.quote(ESCAPE) + "[0-9;]*[mGK]");
    private static final String TO_THE_BEGINNING = "G";
    private static final String ERASE_LINE = "2K";

    private final boolean colored;

    public Ink(boolean colored) {
        this.colored = colored;
    }

    public String strong(String text) {
        return paint("1", text);
    }

    public String quiet(String text) {
        return paint("2", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    /** A status in its colour. */
    public String status(String status, String shown) {
        return switch (status) {
            case "succeeded", "running" -> paint("32", shown);
            case "failed", "undone", "broken" -> paint("31", shown);
            case "waiting", "queued", "maintenance", "undoing", "creating" -> paint("33", shown);
            default -> shown;
        };
    }

    /** Lets what follows take the place of the line that a person sees. */
    static String lineAnew() {
        return ESCAPE + TO_THE_BEGINNING + ESCAPE + ERASE_LINE;
    }

    /** The text as a terminal understands it. */
    static String asSeen(String text) {
        return text.replace(ESCAPE, "\u001b[");
    }

    /** The text without colours. */
    static String plain(String text) {
        return WRITTEN.matcher(text).replaceAll("");
    }

    private String paint(String code, String text) {
        return colored && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
