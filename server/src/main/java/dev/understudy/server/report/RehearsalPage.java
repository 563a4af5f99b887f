package dev.understudy.server.report;

import dev.understudy.model.evidence.RehearsalReport;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** A rehearsal's report as a page, and as text for a terminal. */
public final class RehearsalPage {

    /** The evidence that gives the page. */
    public static final String PAGE = RehearsalReport.NAME + ".html";

    /** The evidence that gives the text. */
    public static final String TEXT = RehearsalReport.NAME + ".txt";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RehearsalPage() {}

    /** One page without scripts, images or anything from elsewhere. */
    public static String html(String report, Locale locale) {
        RehearsalSheet sheet = sheet(report, locale);
        StringBuilder page =
                new StringBuilder("""
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
                h2 { font-size: 1.1rem; margin-bottom: 0.3rem; }
                ul { margin-top: 0; }
                li { overflow-wrap: anywhere; white-space: pre-wrap; }
                </style>
                </head>
                <body>
                <h1>%s</h1>
                """.formatted(locale.getLanguage(), escaped(sheet.title()), escaped(sheet.title())));
        for (RehearsalSheet.Section section : sheet.sections()) {
            page.append("<h2>").append(escaped(section.title())).append("</h2>\n<ul>\n");
            section.lines()
                    .forEach(line -> page.append("<li>").append(escaped(line)).append("</li>\n"));
            page.append("</ul>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    /** Plain lines. */
    public static String text(String report, Locale locale) {
        RehearsalSheet sheet = sheet(report, locale);
        StringBuilder text = new StringBuilder(sheet.title()).append('\n');
        for (RehearsalSheet.Section section : sheet.sections()) {
            text.append('\n').append(section.title()).append('\n');
            section.lines()
                    .forEach(line -> text.append("  ")
                            .append(line.replace("\n", "\n    "))
                            .append('\n'));
        }
        return text.toString();
    }

    private static RehearsalSheet sheet(String report, Locale locale) {
        return RehearsalSheet.of(JSON.readValue(report, RehearsalReport.class), locale);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
