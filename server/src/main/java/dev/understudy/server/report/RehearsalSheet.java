package dev.understudy.server.report;

import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.evidence.RehearsalReport.Failure;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Shown;
import dev.understudy.model.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A rehearsal's report in a reader's language, as titled lists of lines that can do no more than be read.
 *
 * @param title of the whole
 * @param sections what was seen, the most important first
 */
public record RehearsalSheet(String title, List<Section> sections) {

    private static final int MOST_LINES = 200;

    public RehearsalSheet {
        title = Shown.line(title);
        sections = List.copyOf(sections);
    }

    /** Lines under a title. */
    public record Section(String title, List<String> lines) {

        public Section {
            title = Shown.line(title);
            lines = lines.stream().map(Shown::text).toList();
            lines = lines.size() <= MOST_LINES
                    ? List.copyOf(lines)
                    : java.util.stream.Stream.concat(
                                    lines.stream().limit(MOST_LINES),
                                    java.util.stream.Stream.of("… +" + (lines.size() - MOST_LINES)))
                            .toList();
        }
    }

    /** Of a report. */
    public static RehearsalSheet of(RehearsalReport report, Locale locale) {
        Texts texts = Texts.of("server", locale);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(texts.get("rehearsal.outcome"), outcome(report, texts, locale)));
        add(sections, texts.get("rehearsal.warnings"), WarningLines.of(report, texts));
        add(
                sections,
                texts.get("rehearsal.errors"),
                report.findings().errors().stream()
                        .map(error -> error.count() + " × " + error.logger() + ": " + error.example())
                        .toList());
        add(sections, texts.get("rehearsal.own-records"), OwnRecordLines.of(report, texts));
        add(sections, texts.get("rehearsal.prints"), prints(report, texts));
        add(sections, texts.get("rehearsal.tests"), tests(report, texts));
        add(
                sections,
                texts.get("rehearsal.demonstration"),
                demonstration(report.findings().tests().demonstration(), texts));
        add(sections, texts.get("rehearsal.modules"), modules(report, texts));
        add(sections, texts.get("rehearsal.schema"), schema(report, texts));
        add(sections, texts.get("rehearsal.rewrites"), report.database().rewrites());
        add(
                sections,
                texts.get("rehearsal.locks"),
                report.database().locks().stream()
                        .map(lock -> lock.table() + ": " + lock.mode() + ", "
                                + Figures.duration(Duration.ofMillis(lock.millis()), locale))
                        .toList());
        add(
                sections,
                texts.get("rehearsal.rows"),
                report.database().rows().stream()
                        .map(row -> row.table() + ": " + (row.exact() ? "" : "~") + row.before() + " → " + row.after())
                        .toList());
        add(
                sections,
                texts.get("rehearsal.times"),
                report.unavailability().times().stream()
                        .map(time -> time.step() + ": " + Figures.duration(Duration.ofMillis(time.millis()), locale))
                        .toList());
        return new RehearsalSheet(
                texts.get(
                        "rehearsal.title",
                        report.subject().release(),
                        report.subject().run()),
                sections);
    }

    /** What is different in the end: a foreign key that was dropped and made again is nothing. */
    private static List<String> schema(RehearsalReport report, Texts texts) {
        List<String> lines = new ArrayList<>(NetSchema.lines(report.database().schema()));
        if (!report.database().ddl().isEmpty()) {
            lines.add(texts.get(
                    "rehearsal.ddl",
                    report.database().ddl().size(),
                    report.subject().run()));
        }
        return lines;
    }

    private static List<String> outcome(RehearsalReport report, Texts texts, Locale locale) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.get(
                report.succeeded() ? "rehearsal.succeeded" : "rehearsal.failed",
                report.subject().release()));
        Failure failure = report.failure();
        if (failure != null) {
            lines.add(FaultTexts.of(locale)
                    .line(new Fault(Fault.Kind.FAILED, failure.code(), failure.where(), failure.arguments())));
        }
        lines.add(texts.get(
                "rehearsal.unavailability",
                Figures.duration(Duration.ofMillis(report.unavailability().likelyMillis()), locale),
                Figures.duration(Duration.ofMillis(report.unavailability().longestMillis()), locale)));
        lines.add(texts.get(
                "rehearsal.class",
                report.update().declared().name(),
                report.update().observed().name()));
        if (!report.update().accepted().isEmpty()) {
            lines.add(texts.get("rehearsal.accepted", report.update().accepted()));
        }
        return lines;
    }

    private static List<String> modules(RehearsalReport report, Texts texts) {
        List<String> lines = new ArrayList<>();
        report.update().updated().forEach(module -> lines.add(texts.get("rehearsal.updated", module)));
        report.update().installed().forEach(module -> lines.add(texts.get("rehearsal.installed", module)));
        report.update().uninstalled().forEach(module -> lines.add(texts.get("rehearsal.uninstalled", module)));
        return lines;
    }

    private static List<String> tests(RehearsalReport report, Texts texts) {
        if (report.findings().tests().off()) {
            return List.of(texts.get("rehearsal.tests-off"));
        }
        if (report.findings().tests().ran() == 0 && report.findings().tests().failed() == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(texts.get(
                "rehearsal.tests-ran",
                report.findings().tests().ran(),
                report.findings().tests().failed()));
        lines.addAll(report.findings().tests().failures());
        report.findings()
                .tests()
                .known()
                .forEach(known ->
                        lines.add(texts.get("rehearsal.known-" + known.reason(), known.test(), known.subject())));
        return lines;
    }

    private static List<String> prints(RehearsalReport report, Texts texts) {
        List<String> lines = new ArrayList<>();
        report.findings()
                .prints()
                .forEach(print -> lines.add(texts.get(
                        "rehearsal.print-" + print.change().name().toLowerCase(Locale.ROOT),
                        print.page(),
                        print.error())));
        if (!lines.isEmpty()) {
            lines.add(texts.get("rehearsal.prints-texts", report.subject().run()));
        }
        return lines;
    }

    private static List<String> demonstration(RehearsalReport.Demonstration tests, Texts texts) {
        if (!tests.without().isEmpty()) {
            return List.of(texts.get("rehearsal.demonstration-without", tests.without()));
        }
        if (tests.ran() == 0 && tests.failures().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(texts.get(
                "rehearsal.demonstration-ran", tests.ran(), tests.failures().size()));
        lines.addAll(tests.failures());
        tests.known().forEach(known -> lines.add(texts.get("rehearsal.demonstration-known", known)));
        return lines;
    }

    private static void add(List<Section> sections, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            sections.add(new Section(title, lines));
        }
    }
}
