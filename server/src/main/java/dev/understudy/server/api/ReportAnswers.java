package dev.understudy.server.api;

import dev.understudy.model.view.ReportView;
import dev.understudy.server.report.KeptPdfs;
import dev.understudy.server.report.ReleaseDocument;
import io.javalin.http.Context;
import java.util.Locale;

/** Answers with a release's report, in the forms that people keep. */
public final class ReportAnswers {

    private static final KeptPdfs PDFS = new KeptPdfs();

    private ReportAnswers() {}

    /** As a page of its own. */
    public static void page(Context request, PracticeDesk desk) {
        Locale locale = Problems.language(request);
        request.html(ReleaseDocument.html(desk.report(request.pathParam("id"), locale), locale));
    }

    /** As PDF. */
    public static void pdf(Context request, PracticeDesk desk) {
        Locale locale = Problems.language(request);
        ReportView report = desk.report(request.pathParam("id"), locale);
        String json = request.jsonMapper().toJsonString(report, ReportView.class);
        request.contentType("application/pdf")
                .header("Content-Disposition", "attachment; filename=\"" + report.release() + ".pdf\"")
                .result(PDFS.of(request.pathParam("project"), report, json, locale));
    }
}
