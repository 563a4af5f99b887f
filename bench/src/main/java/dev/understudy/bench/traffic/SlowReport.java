package dev.understudy.bench.traffic;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A report of Odoo that takes its time in the database and burns nothing. It belongs to the data: made once, it is in
 * every copy and restore point.
 */
public final class SlowReport {

    /** What it usually takes. */
    public static final Duration TAKES = Duration.ofSeconds(3);

    private static final String VIEW = "ir.ui.view";
    private static final String REPORT = "ir.actions.report";
    private static final String NAME = "traffic.slow_report";
    private static final String DONE = "This took a while.";

    private final int record;

    private SlowReport(int record) {
        this.record = record;
    }

    /** The report that takes {@link #TAKES}, made when it is not there yet. */
    public static SlowReport of(Session session) {
        return of(session, TAKES);
    }

    /** The report, made so that it takes so long when it is not there yet. */
    public static SlowReport of(Session session, Duration takes) {
        if (found(session, REPORT, "report_name").isEmpty()) {
            create(session, takes);
        }
        JsonNode records = session.execute("res.partner", "search", List.of(List.of()), Map.of("limit", 1));
        return new SlowReport(records.get(0).asInt());
    }

    /** Takes it out of the data again. */
    public void remove(Session session) {
        session.execute(REPORT, "unlink", List.of(found(session, REPORT, "report_name")), Map.of());
        session.execute(VIEW, "unlink", List.of(found(session, VIEW, "key")), Map.of());
    }

    /** Where it is asked for, as a page. */
    String path() {
        return "/report/html/" + NAME + "/" + record;
    }

    /** What is wrong with a page; empty when it is this report. */
    static String wrong(HttpResponse<String> response) {
        return response.statusCode() == 200 && response.body().contains(DONE) ? "" : Session.shown(response.body());
    }

    private static JsonNode found(Session session, String model, String field) {
        return session.execute(model, "search", List.of(List.of(List.of(field, "=", NAME))), Map.of());
    }

    private static void create(Session session, Duration takes) {
        String template = "<t t-name=\"%s\"><p><t t-out=\"docs.env.cr.execute('SELECT pg_sleep(%d)')\"/>%s</p></t>"
                .formatted(NAME, takes.toSeconds(), DONE);
        Map<String, ?> view = Map.of("name", NAME, "key", NAME, "type", "qweb", "arch", template);
        session.execute(VIEW, "create", List.of(List.of(view)), Map.of());
        Map<String, ?> report = Map.of(
                "name",
                "A report that takes a while",
                "report_name",
                NAME,
                "report_type",
                "qweb-html",
                "model",
                "res.partner");
        session.execute(REPORT, "create", List.of(List.of(report)), Map.of());
    }
}
