package dev.understudy.process.ticket;

/** Plain text as HTML that shows it as it is. */
public final class Html {

    private Html() {}

    /** One paragraph; line feeds become breaks. */
    public static String paragraph(String text) {
        return "<p>"
                + text.strip()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("\r", "")
                        .replace("\n", "<br/>")
                + "</p>";
    }
}
