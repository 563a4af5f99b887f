package dev.understudy.server.report;

import dev.understudy.model.view.ReportView;
import dev.understudy.server.report.ReleaseSheet.Section;
import java.util.List;
import java.util.Locale;

/** A release's report for whoever keeps it: as a page, and as a PDF made of that page. */
public final class ReleaseDocument {

    private static final String STYLE = """
            @page { size: A4; margin: 18mm 15mm 22mm;
              @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Report, sans-serif; color: #444; }
              @bottom-left { content: element(foot); font: 6pt Report, sans-serif; color: #444; } }
            body { font: 10pt/1.4 Report, system-ui, sans-serif; margin: 0; color: #111; }
            h1 { font-size: 18pt; font-weight: normal; margin: 0 0 4mm; }
            h2 { font-size: 12pt; font-weight: normal; margin: 6mm 0 1mm; page-break-after: avoid; color: #234; }
            p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; word-wrap: break-word; }
            table { width: 100%; border-collapse: collapse; table-layout: fixed; -fs-table-paginate: paginate; }
            th { text-align: left; font-weight: normal; color: #444; border-bottom: 1px solid #888; }
            td { vertical-align: top; border-bottom: 1px solid #ddd; white-space: pre-wrap; overflow-wrap: anywhere;
              word-wrap: break-word; }
            th, td { padding: 1mm 2mm 1mm 0; font-size: 8.5pt; }
            .foot { font: 6pt Report, sans-serif; color: #444; position: running(foot); }
            """;

    private ReleaseDocument() {}

    /** One page without scripts, images or anything from elsewhere, also well-formed XML. */
    public static String html(ReportView report, Locale locale) {
        ReleaseSheet sheet = ReleaseSheets.of(report, locale);
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="%s" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%s</title>
                <style>
                %s
                @media screen { body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; } .foot { display: none; } }
                </style>
                </head>
                <body>
                <div class="foot">%s</div>
                <h1>%s</h1>
                """.formatted(
                locale.getLanguage(), escaped(sheet.title()), STYLE, escaped(sheet.foot()), escaped(sheet.title())));
        sheet.sections().forEach(section -> write(section, page));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void write(Section section, StringBuilder page) {
        page.append("<h2>").append(escaped(section.title())).append("</h2>\n");
        if (section.columns().isEmpty()) {
            section.rows()
                    .forEach(row -> page.append("<p>")
                            .append(escaped(String.join(" ", row)))
                            .append("</p>\n"));
            return;
        }
        page.append("<table><thead><tr>");
        cells("th", section.columns(), page);
        page.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : section.rows()) {
            page.append("<tr>");
            cells("td", row, page);
            page.append("</tr>\n");
        }
        page.append("</tbody></table>\n");
    }

    private static void cells(String tag, List<String> texts, StringBuilder page) {
        for (String text : texts) {
            page.append('<')
                    .append(tag)
                    .append('>')
                    .append(escaped(text))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
