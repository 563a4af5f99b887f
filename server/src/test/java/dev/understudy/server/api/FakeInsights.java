package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.MailView;
import dev.understudy.model.view.MailView.AttachmentView;
import dev.understudy.model.view.MailView.Header;
import dev.understudy.model.view.MonitorView;
import dev.understudy.model.view.MonitorView.SlowStatement;
import dev.understudy.model.view.TrafficView;
import dev.understudy.model.view.TrafficView.Mark;
import dev.understudy.model.view.TrafficView.Point;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.server.mailbox.CaughtMails;
import dev.understudy.server.mailbox.MemoryMailBook;
import dev.understudy.server.mailbox.SampleMails;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** What is within environments, in memory: a mail with a script in it, and a busy day with a deploy. */
final class FakeInsights implements Insights {

    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
    private static final String SCRIPT = "<script>document.title='taken'</script>";

    private static final MailView MAIL = new MailView(
            7,
            AT,
            "Acme <shop@acme.example>",
            "rosa@acme.example, Luz",
            "Your order S00012 " + SCRIPT,
            "exception",
            "No mail leaves a copy",
            51_000_000,
            1);

    private final MemoryMailBook book = new MemoryMailBook();

    /** With the mails that a copy sent, of which one is somebody's who means no good. */
    FakeInsights() {
        book.keep("staging", AT, SampleMails.order());
        book.keep("staging", AT.plusSeconds(60), SampleMails.hostile());
    }

    @Override
    public CaughtMails mails(String environment) {
        if (environment.equals("production")) {
            throw Fault.refused("server.mails-production").exception();
        }
        return new CaughtMails(book, environment);
    }

    @Override
    public List<MailView> heldMails(String environment) {
        if (environment.equals("production")) {
            throw Fault.refused("server.mails-production").exception();
        }
        return List.of(MAIL);
    }

    @Override
    public MailView.Whole heldMail(String environment, long id) {
        if (heldMails(environment).stream().noneMatch(mail -> mail.id() == id)) {
            throw Fault.usage("server.mail-not-found", id).exception();
        }
        return new MailView.Whole(
                MAIL,
                List.of(
                        new Header("From", MAIL.from()),
                        new Header("To", MAIL.to()),
                        new Header("Subject", MAIL.subject())),
                "<h1 style=\"color:#234f9e\">Thank you</h1><p>Your order is on its way.</p>" + SCRIPT
                        + "<img src=\"https://tracker.example/pixel.png\">",
                false,
                List.of(new AttachmentView(3, "S00012 <b>.pdf", "application/pdf", 82_114)));
    }

    @Override
    public MonitorView monitoring(String environment, Span span) {
        TrafficView traffic = traffic(environment, span);
        List<MonitorView.Point> points = traffic.points().stream()
                .map(point -> new MonitorView.Point(
                        point.at(),
                        point.requests() / 300.0,
                        500_000_000 + 1_000_000 * point.requests(),
                        point.requests() / 100.0,
                        point.requests() > 100 ? 12 : null,
                        point.requests() > 100 ? 3 : null,
                        point.requests() > 100 ? 1_500_000_000 + point.requests() : null))
                .toList();
        return new MonitorView(
                environment,
                span,
                AT,
                span.step(),
                points,
                traffic.marks(),
                List.of(new SlowStatement("SELECT \"<b>\" FROM sale_order WHERE id IN (?)", 3, 7_200, AT, AT)));
    }

    @Override
    public TrafficView traffic(String environment, Span span) {
        long steps = span.length().dividedBy(span.step());
        List<Point> points = LongStream.range(0, steps)
                .filter(step -> step % 20 > 3)
                .mapToObj(step -> new Point(
                        AT.plus(span.step().multipliedBy(step)),
                        40 + 300 * (step % 20) / 20,
                        step == 50 ? 12 : 0,
                        step == 50 ? 9 : 0,
                        90 + step,
                        400 + 9 * step))
                .toList();
        return new TrafficView(
                environment,
                span,
                AT,
                span.step(),
                points,
                List.of(new Mark(AT.plus(span.length().dividedBy(2)), "run-1", "deploy", "r11", "succeeded")));
    }
}
