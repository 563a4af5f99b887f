package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.code.UpdateModules;
import dev.understudy.model.evidence.OwnRecord;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.targets.host.Beside;
import dev.understudy.targets.postgres.Catalog;
import dev.understudy.targets.postgres.DdlLog;
import dev.understudy.targets.postgres.Reader;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The deploy's own update of the modules, performed on a copy and watched: statements, locks, schema, rows. */
public final class ObservedUpdate implements Step {

    private final UpdateModules update;
    private final ModuleUpdates updates;
    private final EnvironmentControl control;
    private final Releases releases;
    private final Supplier<Reader> origin;

    /**
     * @param origin the database that the copy is one of
     */
    public ObservedUpdate(
            UpdateModules update,
            ModuleUpdates updates,
            EnvironmentControl control,
            Releases releases,
            Supplier<Reader> origin) {
        this.update = update;
        this.updates = updates;
        this.control = control;
        this.releases = releases;
        this.origin = origin;
    }

    @Override
    public String name() {
        return update.name();
    }

    @Override
    public boolean reversible() {
        return update.reversible();
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = update.prepare(context);
        Reader database = control.database(copy).reader();
        ModulePlan plan = updates.plan(copy, context.request().release());
        OwnRecords own = OwnRecords.before(
                database,
                control.catalog(context.need(Facts.SOURCE_RELEASE)),
                control.catalog(context.request().release()),
                plan);
        DdlLog log = control.ddlLog(copy);
        try (Beside<Losses.Before> read = Beside.begin("access", () -> Losses.before(database, origin));
                DatabaseWatch watch = DatabaseWatch.begin(database)) {
            Losses.Before before = read.result();
            long logged = log.begin();
            Outcome outcome;
            try (RehearsedTime time = RehearsedTime.begin(control, copy)) {
                outcome = update.update(context, copy);
                time.keep(context, name());
            }
            List<String> ddl = log.end(logged);
            DatabaseWatch.Seen done = watch.end();
            before.after(done.difference()).keep(context);
            OwnRecords.Seen seen = own.after();
            keep(context, seen);
            ChangeClass declared = releases.changes(context.request().release()).declared();
            observation(plan, ddl, done, seen.records(), declared).keep(context);
            return outcome;
        }
    }

    @Override
    public void undo(StepContext context) {
        update.undo(context);
    }

    @Override
    public List<String> plan(StepContext context) {
        return update.plan(context);
    }

    private static void keep(StepContext context, OwnRecords.Seen seen) {
        if (!seen.records().isEmpty()) {
            context.evidence(OwnRecordTexts.NAME, "text/plain; charset=utf-8", seen.texts());
        }
    }

    private static Observation observation(
            ModulePlan plan,
            List<String> ddl,
            DatabaseWatch.Seen seen,
            List<OwnRecord> ownRecords,
            ChangeClass declared) {
        return new Observation(
                plan,
                observed(plan, seen.rewritten().keySet(), seen.difference(), declared),
                ddl,
                List.copyOf(seen.rewritten().keySet()),
                seen.rewritten(),
                seen.locks(),
                schema(seen.difference()),
                seen.rows(),
                ownRecords);
    }

    /** An update always writes Odoo's own records: what tells A from B is the diff alone, as long as no schema changed. */
    private static ChangeClass observed(
            ModulePlan plan, Collection<String> rewrites, Catalog.Difference difference, ChangeClass declared) {
        boolean changed = difference.changed().stream().anyMatch(change -> !change.ofActionAlone());
        if (!difference.removed().isEmpty() || changed || !rewrites.isEmpty()) {
            return ChangeClass.D;
        }
        if (!difference.added().isEmpty()) {
            return ChangeClass.C;
        }
        return declared == ChangeClass.A || plan.isEmpty() ? ChangeClass.A : ChangeClass.B;
    }

    private static List<String> schema(Catalog.Difference difference) {
        return Stream.of(
                        difference.added().stream().map(object -> "+ " + object),
                        difference.removed().stream().map(object -> "- " + object),
                        difference.changed().stream()
                                .map(change ->
                                        "~ " + change.object() + ": " + change.before() + " → " + change.after()))
                .flatMap(lines -> lines)
                .toList();
    }
}
