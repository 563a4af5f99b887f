package dev.understudy.cli.show;

/** Colours, where they are wanted. */
public final class Ink {

    private static final String ESCAPE = "\u001b[";

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

    private String paint(String code, String text) {
        return colored && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
