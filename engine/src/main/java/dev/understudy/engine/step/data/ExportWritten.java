package dev.understudy.engine.step.data;

import dev.understudy.engine.control.SetAside;
import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.Said;
import dev.understudy.model.text.Language;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.LossView;
import dev.understudy.targets.backup.RowExport;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports what a rollback has taken away, from the restore point that keeps it, when users are served again. It reads all
 * tables, and nobody is to wait for that. What cannot be exported stays in the restore point: no reason to go back.
 */
public final class ExportWritten implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WrittenSince written;
    private final SetAside aside;
    private final Volumes volumes;

    public ExportWritten(WrittenSince written, SetAside aside, Volumes volumes) {
        this.written = written;
        this.aside = aside;
        this.volumes = volumes;
    }

    @Override
    public String name() {
        return "export-written";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        if (!WrittenSince.isExported(context)) {
            return Outcome.done("not-asked");
        }
        Environment environment = written.environment(context);
        Volume replaced = PutBack.displaced(volumes, context);
        try {
            return aside.inside(
                    environment,
                    replaced,
                    database -> export(context, written.databases().of(database)));
        } catch (FaultException failure) {
            if (Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            return Outcome.done("not-exported", String.valueOf(failure.getMessage()), replaced.name());
        }
    }

    private Outcome export(StepContext context, OdooDatabase database) {
        RestorePoint point = written.point(context);
        LossView loss = written.loss(context, database);
        Written rows = loss.written();
        String counts = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(loss);
        context.evidence(Written.NAME, "application/json", counts);
        if (rows.rows() == 0) {
            return Outcome.done("nothing-written-since", point.createdAt());
        }
        Path zip = written.zip(context);
        database.export(point.createdAt(), rows, texts(context, loss, counts), zip);
        return Outcome.done(Said.all(
                Said.of("exported", rows.rows(), rows.tables().size(), loss.people(), zip),
                rows.uncounted().isEmpty()
                        ? Said.NOTHING
                        : Said.of("exported-without", String.join(", ", rows.uncounted()))));
    }

    @Override
    public void undo(StepContext context) {
        Volume replaced = PutBack.displaced(volumes, context);
        if (volumes.exists(replaced)) {
            aside.stop(written.environment(context), replaced);
        }
        Path zip = written.zip(context);
        if (!RowExport.delete(zip)) {
            context.progress(Said.of("stays", zip));
        }
    }

    @Override
    public boolean applies(StepContext context) {
        return WrittenSince.isExported(context);
    }

    @Override
    public List<String> plan(StepContext context) {
        return WrittenSince.isExported(context)
                ? List.of("export the rows written since then to " + written.zip(context))
                : List.of();
    }

    private static Map<String, String> texts(StepContext context, LossView loss, String counts) {
        String readme = Language.SPOKEN.stream()
                .map(locale -> Texts.of("engine", locale)
                        .get(
                                "export.readme",
                                loss.environment(),
                                context.runId(),
                                loss.restorePoint(),
                                loss.since().toString(),
                                "before-" + context.runId()))
                .collect(Collectors.joining("\n\n", "", "\n"));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("README.txt", readme);
        texts.put(Written.NAME, counts);
        return texts;
    }
}
