package dev.understudy.server.report;

import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.evidence.RehearsalReport.Warning;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Texts;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The warnings of a rehearsal's report, a line each. */
final class WarningLines {

    private static final double HUNDREDTHS = 100;

    private WarningLines() {}

    static List<String> of(RehearsalReport report, Texts texts) {
        return report.findings().warnings().stream()
                .map(warning -> line(warning, texts))
                .toList();
    }

    private static String line(Warning warning, Texts texts) {
        String key = "rehearsal.warning-"
                + warning.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.get(
                key, warning.subject(), shown(warning, warning.seen(), texts), shown(warning, warning.limit(), texts));
    }

    private static String shown(Warning warning, long figure, Texts texts) {
        NumberFormat numbers = NumberFormat.getInstance(texts.locale());
        return switch (warning.kind()) {
            case LOCK -> Figures.duration(Duration.ofMillis(figure), texts.locale());
            case REWRITE, LOG_ERRORS -> numbers.format(figure);
            case ROWS -> numbers.format(figure / HUNDREDTHS) + " %";
        };
    }
}
