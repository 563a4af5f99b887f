package dev.understudy.cli.audit;

import dev.understudy.model.audit.AuditSheet;
import java.util.Locale;

/** An audit's sheet as one page, without scripts, pictures or anything from elsewhere, to be handed to a client. */
public final class AuditPage {

    private AuditPage() {}

    /** The page. */
    public static String html(AuditSheet sheet, Locale locale) {
        StringBuilder page =
                new StringBuilder("""
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
                h1 { font-size: 1.5rem; }
                h2 { font-size: 1.1rem; margin: 1.6rem 0 0.3rem; }
                table { border-collapse: collapse; width: 100%%; }
                th, td { border-top: 1px solid #ccc; overflow-wrap: anywhere; padding: 0.25rem 0.5rem; text-align: left;
                  vertical-align: top; }
                th { font-weight: normal; width: 16rem; }
                #cautions th { font-weight: bold; width: 10rem; }
                @media print { body { margin: 0; max-width: none; } }
                </style>
                </head>
                <body>
                <h1>%s</h1>
                """.formatted(locale.getLanguage(), escaped(sheet.title()), escaped(sheet.title())));
        for (AuditSheet.Section section : sheet.sections()) {
            page.append("<section id=\"")
                    .append(section.id())
                    .append("\">\n<h2>")
                    .append(escaped(section.title()))
                    .append("</h2>\n<table>\n");
            section.rows()
                    .forEach(row -> page.append("<tr><th scope=\"row\">")
                            .append(escaped(row.name()))
                            .append("</th><td>")
                            .append(escaped(row.value()))
                            .append("</td></tr>\n"));
            page.append("</table>\n</section>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
