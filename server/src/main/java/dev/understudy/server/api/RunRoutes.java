package dev.understudy.server.api;

import dev.understudy.engine.run.Runs;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import dev.understudy.server.report.RehearsalPage;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** Runs: listed, shown, followed, cancelled, and what they leave. */
final class RunRoutes {

    private static final int RUNS = 50;
    private static final int MOST_RUNS = 1000;

    private final Desks desks;
    private final Streams streams;

    RunRoutes(Desks desks, Streams streams) {
        this.desks = desks;
        this.streams = streams;
    }

    void list(Context request) {
        request.json(desks.of(request)
                .runs()
                .runs(Asked.number(request, "limit", RUNS, MOST_RUNS), Problems.language(request)));
    }

    void show(Context request) {
        request.json(desks.of(request).runs().run(request.pathParam("id"), Problems.language(request)));
    }

    void cancel(Context request) {
        Runs runs = desks.of(request).runs();
        RunView run = runs.run(request.pathParam("id"));
        if (Asked.dryRun(request)) {
            request.json(new PlanView(toUndo(run)));
        } else {
            request.status(202).json(runs.cancel(run.id()));
        }
    }

    void events(Context request) throws IOException {
        streams.run(request, desks.of(request).runs(), request.pathParam("id"));
    }

    void commands(Context request) {
        request.json(desks.of(request).runs().commands(request.pathParam("id")));
    }

    void evidenceList(Context request) {
        request.json(desks.of(request).runs().evidence(request.pathParam("id")).stream()
                .map(evidence -> new EvidenceView(evidence.step(), evidence.name(), evidence.mediaType()))
                .toList());
    }

    void evidence(Context request) {
        String id = request.pathParam("id");
        String name = request.pathParam("name");
        if (name.equals(RehearsalPage.PAGE)) {
            String page =
                    RehearsalPage.html(left(request, id, RehearsalReport.NAME).content(), Problems.language(request));
            request.contentType("text/html; charset=utf-8").result(page);
        } else if (name.equals(RehearsalPage.TEXT)) {
            String text =
                    RehearsalPage.text(left(request, id, RehearsalReport.NAME).content(), Problems.language(request));
            request.contentType("text/plain; charset=utf-8").result(text);
        } else {
            Runs.Evidence found = left(request, id, name);
            request.contentType(found.mediaType() + "; charset=utf-8").result(found.content());
        }
    }

    private Runs.Evidence left(Context request, String id, String name) {
        return desks.of(request).runs().evidence(id).stream()
                .filter(evidence -> evidence.name().equals(name))
                .reduce((earlier, later) -> later)
                .orElseThrow(
                        () -> Fault.usage("server.evidence-not-found", name, id).exception());
    }

    /** What a cancelled run would put back, the last first. */
    private static List<String> toUndo(RunView run) {
        return run.ended()
                ? List.of()
                : run.steps().stream()
                        .filter(step -> !step.status().equals("pending"))
                        .map(step -> "undo " + step.name())
                        .toList()
                        .reversed();
    }

    /** What a run left, without its content. */
    record EvidenceView(String step, String name, String mediaType) {}
}
