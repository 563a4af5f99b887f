package dev.understudy.engine.step;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import dev.understudy.model.text.Language;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.LossView;
import dev.understudy.targets.backup.RowExport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts, now that nobody writes any more, what a rollback takes away, and exports it. Refuses to go on when people have
 * written and nobody said that it may be lost. Undone by deleting the export: then nothing was lost.
 */
public final class ExportWritten implements Step {

    /** The argument that says that what people have written since may be lost. */
    public static final String DISCARD = "discard";

    /** The argument that is {@code false} where the data cannot be read any more, and is put back all the same. */
    public static final String EXPORT = "export";

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Home home;
    private final Environments environments;
    private final RestorePoints restorePoints;
    private final EnvironmentControl control;
    private final OdooDatabases databases;

    public ExportWritten(
            Home home,
            Environments environments,
            RestorePoints restorePoints,
            EnvironmentControl control,
            OdooDatabases databases) {
        this.home = home;
        this.environments = environments;
        this.restorePoints = restorePoints;
        this.control = control;
        this.databases = databases;
    }

    @Override
    public String name() {
        return "export-written";
    }

    @Override
    public Outcome apply(StepContext context) {
        boolean discard = context.request().flag(DISCARD);
        if (discard && !exports(context)) {
            return Outcome.done("not asked for");
        }
        Environment environment =
                control.withDatabase(environments.get(context.request().environment()));
        RestorePoint point = restorePoints
                .find(environment.name(), context.need(Facts.RESTORE_POINT))
                .orElseThrow();
        OdooDatabase database = databases.of(control.database(environment));
        Written written = database.written(point.createdAt(), LIMIT);
        LossView loss = LossView.of(environment.name(), point.name(), point.createdAt(), written);
        if (loss.discard() && !discard) {
            return Outcome.failed(refusal(loss));
        }
        String counts = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(loss);
        context.evidence(Written.NAME, "application/json", counts);
        if (!written.uncounted().isEmpty()) {
            return Outcome.failed(Fault.failed("export.uncounted", String.join(", ", written.uncounted())));
        }
        if (written.rows() == 0) {
            return Outcome.done("nothing was written since " + point.createdAt());
        }
        Path zip = zip(context);
        database.export(point.createdAt(), written, texts(context, loss, counts), zip);
        return Outcome.done(written.rows() + " rows of " + written.tables().size() + " tables, " + loss.people()
                + " by people: " + zip);
    }

    @Override
    public void undo(StepContext context) {
        Path zip = zip(context);
        if (!RowExport.delete(zip)) {
            // Requests are held: an export too many is no reason to let anybody wait.
            context.progress(zip + " stays");
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return exports(context) ? List.of("export the rows written since then to " + zip(context)) : List.of();
    }

    /** Why a rollback may not begin, or not go on, unless somebody says that what it takes away may be lost. */
    public static Fault refusal(LossView loss) {
        if (!loss.counted()) {
            return Fault.refused("rollback.unknown-loss", loss.environment());
        }
        return loss.people() > 0
                ? Fault.refused("rollback.would-lose", loss.environment(), loss.people(), loss.since())
                : Fault.refused(
                        "rollback.uncounted",
                        loss.environment(),
                        String.join(", ", loss.written().uncounted()));
    }

    private static boolean exports(StepContext context) {
        return Boolean.parseBoolean(context.request().argument(EXPORT).orElse("true"));
    }

    private Path zip(StepContext context) {
        return home.export(context.request().environment(), context.runId());
    }

    private Map<String, String> texts(StepContext context, LossView loss, String counts) {
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
