package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.run.RunView;
import dev.understudy.model.text.Figures;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.AnnouncementsView;
import dev.understudy.model.view.AuditView;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.RetrospectiveView;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a release came to where it is, as one document that a person reads from top to bottom. */
public final class ReportScreen {

    private static final String INDENT = "  ";
    private static final String PRODUCTION = "production";

    private final Session session;
    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public ReportScreen(Session session) {
        this.session = session;
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(ReportView report) {
        new DecisionScreen(session).show(report.decision());
        changes(report);
        runs(report);
        if (!report.told().isEmpty()) {
            head("report.told");
            new AnnouncementScreen(session).show(new AnnouncementsView(report.release(), report.told(), List.of()));
        }
        KeyUsersView work = report.keyUsers();
        if (work != null) {
            head("report.key-users");
            new MeasureScreens(session).keyUsers(work);
        }
        if (!report.errors().isEmpty()) {
            head("report.errors");
            report.errors()
                    .forEach(error -> out.println(INDENT
                            + ink.bad(texts.get(
                                    "report.error",
                                    error.environment(),
                                    error.logger(),
                                    error.times(),
                                    error.firstAt()))));
        }
        new SupportScreen(session).show(report.after().support());
        RetrospectiveView lookedBack = report.after().retrospective();
        if (!lookedBack.state().equals("none")) {
            out.println();
            new RetrospectiveScreen(session).show(lookedBack);
        }
        if (!report.log().isEmpty()) {
            head("report.log");
            new PeopleScreen(session).log(new AuditView(report.log()));
        }
        out.println(INDENT + texts.get("report.seal", report.seal()));
    }

    private void changes(ReportView report) {
        head("report.changes");
        Table table = new Table();
        report.changes().commits().forEach(commit -> table.row(commit.repository(), commit.author(), commit.subject()));
        table.row(
                texts.get("column.touched"),
                "",
                String.join(", ", report.changes().touched()));
        table.print(out, INDENT);
        RehearsalReport.Tests tests = report.tests();
        if (tests.off() || tests.ran() > 0) {
            String ran = tests.off()
                    ? texts.get("report.tests-off")
                    : texts.get("report.tests", tests.ran(), tests.ran() - tests.failed(), tests.failed());
            out.println(INDENT + (tests.failed() > 0 ? ink.bad(ran) : ran));
        }
    }

    private void runs(ReportView report) {
        if (!report.runs().isEmpty()) {
            head("report.runs");
            new Screens(session).runs(report.runs());
        }
        report.runs().stream()
                .filter(run -> run.recipe().equals("deploy")
                        && run.environment().equals(PRODUCTION)
                        && run.startedAt() != null)
                .reduce((earlier, later) -> later)
                .ifPresent(this::minutes);
        Long predicted = report.predictedMillis();
        if (predicted != null) {
            out.println(INDENT + texts.get("report.predicted", took(predicted)));
        }
        Long actual = report.actualMillis();
        if (actual != null) {
            out.println(INDENT + texts.get("report.actual", took(actual)));
        }
    }

    /** What was done when. */
    private void minutes(RunView run) {
        out.println();
        out.println(ink.strong(texts.get("report.minutes", run.id())));
        Table table = new Table();
        run.steps()
                .forEach(step -> table.row(
                        seconds(step.startedAt()),
                        step.name(),
                        step.startedAt() == null || step.finishedAt() == null
                                ? ""
                                : took(Duration.between(step.startedAt(), step.finishedAt())
                                        .toMillis()),
                        step.detail()));
        table.print(out, INDENT);
    }

    private void head(String key) {
        out.println();
        out.println(ink.strong(texts.get(key)));
    }

    private static String seconds(@Nullable Instant at) {
        return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String took(long millis) {
        return Figures.duration(Duration.ofMillis(millis), texts.locale());
    }
}
