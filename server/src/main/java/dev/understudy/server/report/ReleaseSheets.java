package dev.understudy.server.report;

import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.AuditView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.RetrospectiveView;
import dev.understudy.model.view.SupportView;
import dev.understudy.server.report.ReleaseSheet.Section;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the sheet of a release's report. What there is nothing of is left out, so that what stands there was so. */
final class ReleaseSheets {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT);
    private static final String PRODUCTION = "production";
    private static final int HASH = 10;

    private final ReportView report;
    private final Texts texts;
    private final List<Section> sections = new ArrayList<>();

    private ReleaseSheets(ReportView report, Texts texts) {
        this.report = report;
        this.texts = texts;
    }

    static ReleaseSheet of(ReportView report, Locale locale) {
        return new ReleaseSheets(report, Texts.of("server", locale)).sheet();
    }

    private ReleaseSheet sheet() {
        sections.add(Section.lines(t("standing"), standing()));
        gates(report.decision());
        changes(report.changes());
        runs();
        told();
        keyUsers(report.keyUsers());
        add(
                "errors",
                List.of("environment", "logger", "times", "since"),
                report.errors().stream()
                        .map(error -> List.of(
                                error.environment(),
                                error.logger() + "\n" + error.example(),
                                Long.toString(error.times()),
                                time(error.firstAt())))
                        .toList());
        support(report.after().support());
        lookedBack(report.after().retrospective());
        add(
                "log",
                List.of("at", "who", "did", "detail"),
                report.log().stream()
                        .map(entry -> List.of(time(entry.at()), entry.who(), entry.verb(), entry.detail()))
                        .toList());
        sections.add(Section.lines(t("proof"), proof(report.checked())));
        return new ReleaseSheet(
                t("title", report.release()),
                sections,
                t("foot", report.release(), time(report.madeAt()), report.seal()));
    }

    private List<String> standing() {
        DecisionView decision = report.decision();
        List<String> lines = new ArrayList<>();
        lines.add(t("method", decision.method()));
        lines.add(t("class", report.changes().declared().name()));
        lines.add(
                decision.end() != null
                        ? t("ended", texts.get("web.end-" + decision.end()))
                        : t("next", orDash(decision.stage())));
        if (!decision.entered().isEmpty()) {
            lines.add(t("entered", String.join(", ", decision.entered())));
        }
        lines.add(t("content", decision.digest()));
        lines.add(t("made", time(report.madeAt())));
        return lines;
    }

    private void gates(DecisionView decision) {
        add(
                "gates",
                List.of("gate", "verdict", "why", "since"),
                decision.gates().stream()
                        .map(gate -> List.of(
                                gate.gate() + (gate.mode().equals("advise") ? " " + t("advice") : ""),
                                texts.get("web.verdict-" + gate.verdict()),
                                lines(gate.why(), gate.missing().isEmpty() ? "" : t("awaited", joined(gate.missing()))),
                                time(gate.since())))
                        .toList());
    }

    private void changes(ReleaseChanges changes) {
        add(
                "changes",
                List.of("commit", "author", "message"),
                changes.commits().stream()
                        .map(commit -> List.of(
                                commit.repository() + "\n" + shortened(commit.id()) + "\n" + time(commit.at()),
                                commit.author(),
                                lines(commit.subject(), commit.body().isEmpty() ? "" : "\n" + commit.body())))
                        .toList());
        List<String> modules = new ArrayList<>();
        named(modules, "touched", changes.touched());
        named(modules, "added", changes.added());
        named(modules, "removed", changes.removed());
        changes.reasons()
                .forEach(reason -> modules.add(t(
                        "reason",
                        reason.changeClass().name(),
                        reason.text(Texts.of("model", texts.locale())),
                        reason.file())));
        tests(modules);
        addLines("modules", modules);
    }

    private void named(List<String> lines, String key, Collection<String> modules) {
        if (!modules.isEmpty()) {
            lines.add(t(key, joined(modules)));
        }
    }

    private void tests(List<String> lines) {
        RehearsalReport.Tests tests = report.tests();
        if (tests.off()) {
            lines.add(t("tests-off"));
        } else if (tests.ran() > 0) {
            lines.add(t("tests", tests.ran(), tests.ran() - tests.failed(), tests.failed()));
        }
    }

    private void runs() {
        add(
                "runs",
                List.of("run", "what", "outcome", "at", "took", "who"),
                report.runs().stream()
                        .map(run -> List.of(
                                run.id(),
                                run.recipe() + " " + run.environment(),
                                lines(
                                        run.status(),
                                        run.error() == null ? "" : run.error().what()),
                                time(run.startedAt()),
                                between(run.startedAt(), run.finishedAt()),
                                run.by()))
                        .toList());
        report.runs().stream()
                .filter(run ->
                        run.recipe().equals("deploy") && run.environment().equals(PRODUCTION))
                .filter(run -> run.startedAt() != null)
                .forEach(this::steps);
        List<String> figures = new ArrayList<>();
        if (report.predictedMillis() != null) {
            figures.add(t("predicted", took(report.predictedMillis())));
        }
        if (report.actualMillis() != null) {
            figures.add(t("actual", took(report.actualMillis())));
        }
        addLines("waited", figures);
    }

    private void steps(RunView run) {
        sections.add(new Section(
                t("steps", run.id()),
                columns(List.of("at", "step", "took", "outcome")),
                run.steps().stream()
                        .map(step -> List.of(
                                time(step.startedAt()),
                                step.name(),
                                between(step.startedAt(), step.finishedAt()),
                                lines(step.status(), step.detail())))
                        .toList()));
    }

    private void told() {
        add(
                "told",
                List.of("at", "audience", "what", "letters"),
                report.told().stream()
                        .map(told -> List.of(
                                time(told.at()),
                                told.audience(),
                                lines(told.kind() + " " + time(told.start()), told.problem()),
                                told.sent() + " / " + told.letters()))
                        .toList());
    }

    private void keyUsers(@Nullable KeyUsersView work) {
        if (work != null) {
            add(
                    "key-users",
                    List.of("application", "weekly", "done", "people", "gaps"),
                    work.applications().stream()
                            .map(one -> List.of(
                                    one.application(),
                                    Long.toString(one.weekly()),
                                    Long.toString(one.done()),
                                    joined(one.by()),
                                    joined(one.gaps().stream()
                                            .map(gap -> gap.table() + " (" + gap.weekly() + ")")
                                            .toList())))
                            .toList());
        }
    }

    private void support(SupportView support) {
        add(
                "helpers",
                List.of("application", "people"),
                Stream.concat(
                                support.helpers().applications().stream()
                                        .map(help -> List.of(help.application(), joined(help.people()))),
                                Stream.of(support.helpers().onDuty())
                                        .filter(names -> !names.isEmpty())
                                        .map(names -> List.of(t("on-duty"), joined(names))))
                        .toList());
        List<String> seen = new ArrayList<>();
        support.seen()
                .reports()
                .forEach(ticket -> seen.add(t(
                        "reported",
                        ticket.ticket() == null ? "" : "#" + ticket.ticket(),
                        ticket.title(),
                        ticket.by(),
                        time(ticket.at()))));
        support.seen()
                .errors()
                .forEach(error -> seen.add(t("brought", error.logger(), error.example(), error.times())));
        support.seen()
                .slower()
                .forEach(page ->
                        seen.add(t("slower", page.page(), took(page.beforeMillis()), took(page.afterMillis()))));
        if (support.closing() != null) {
            seen.add(t(
                    "closed",
                    support.closing().by(),
                    time(support.closing().at()),
                    support.closing().note()));
        }
        addLines("after", seen);
    }

    private void lookedBack(RetrospectiveView view) {
        add(
                "retrospective",
                List.of("who", "well", "badly", "lessons"),
                view.answers().stream()
                        .map(answer -> List.of(
                                answer.person(), answer.well(), answer.badly(), String.join("\n", answer.lessons())))
                        .toList());
        addLines(
                "follow-ups",
                view.followUps().stream()
                        .map(one -> (one.ticket() == null ? "" : "#" + one.ticket() + " ") + one.title() + " ("
                                + one.person() + ")")
                        .toList());
    }

    private List<String> proof(AuditView.CheckView checked) {
        return List.of(
                checked.broken() == null
                        ? t("log-whole", checked.entries())
                        : t("log-broken", checked.broken(), orDash(checked.why())),
                t("seal", report.seal()),
                t("seal-of"));
    }

    private void add(String title, List<String> columns, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            sections.add(new Section(t(title), columns(columns), rows));
        }
    }

    private void addLines(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            sections.add(Section.lines(t(title), lines));
        }
    }

    private List<String> columns(List<String> keys) {
        return keys.stream().map(key -> t("column-" + key)).toList();
    }

    private String t(String key, Object... arguments) {
        return texts.get("report." + key, arguments);
    }

    private String between(@Nullable Instant from, @Nullable Instant until) {
        return from == null || until == null
                ? ""
                : took(Duration.between(from, until).toMillis());
    }

    private String took(long millis) {
        return Figures.duration(Duration.ofMillis(millis), texts.locale());
    }

    private static String lines(String first, @Nullable String second) {
        return second == null || second.isEmpty() ? first : first + "\n" + second;
    }

    private static String joined(Collection<String> names) {
        return String.join(", ", names);
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(HASH, hash.length()));
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
