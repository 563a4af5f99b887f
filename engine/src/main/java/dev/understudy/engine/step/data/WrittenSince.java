package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.view.LossView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** What was written to an environment since the restore point that a run goes back to. */
public final class WrittenSince {

    /** The argument that says that what people have written since may be lost. */
    public static final String DISCARD = "discard";

    /** The argument that is {@code false} where nothing is to be exported. */
    public static final String EXPORT = "export";

    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** What cannot be counted while users wait for no longer is for somebody to decide. */
    private static final Duration HELD_LIMIT = Duration.ofSeconds(15);

    private final ProjectHome home;
    private final Environments environments;
    private final RestorePoints restorePoints;
    private final EnvironmentControl control;
    private final OdooDatabases databases;

    public WrittenSince(
            ProjectHome home,
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

    static boolean mayBeLost(StepContext context) {
        return context.request().flag(DISCARD);
    }

    static boolean isExported(StepContext context) {
        return Boolean.parseBoolean(context.request().argument(EXPORT).orElse("true"));
    }

    Environment environment(StepContext context) {
        return environments.get(context.request().environment());
    }

    OdooDatabases databases() {
        return databases;
    }

    /** The database that serves, started where it died. */
    OdooDatabase live(StepContext context) {
        return databases.of(control.database(control.withDatabase(environment(context))));
    }

    RestorePoint point(StepContext context) {
        return restorePoints
                .find(context.request().environment(), context.need(Facts.RESTORE_POINT))
                .orElseThrow();
    }

    /** Counts in all tables. */
    LossView loss(StepContext context, OdooDatabase database) {
        return loss(context, database.written(point(context).createdAt(), LIMIT));
    }

    /** Counts in these tables alone, while users wait. */
    LossView loss(StepContext context, OdooDatabase database, Set<String> tables) {
        return loss(context, database.written(point(context).createdAt(), tables, HELD_LIMIT));
    }

    private LossView loss(StepContext context, Written written) {
        RestorePoint point = point(context);
        return LossView.of(context.request().environment(), point.name(), point.createdAt(), written);
    }

    /** What people have written and nobody gave up fails the step. */
    static Outcome judged(LossView loss) {
        return loss.discard()
                ? Outcome.failed(refusal(loss))
                : Outcome.done("written-rows", loss.written().rows());
    }

    /** Where the run exports to. */
    Path zip(StepContext context) {
        return home.export(context.request().environment(), context.runId());
    }
}
