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
import dev.understudy.model.evidence.RehearsalReport.Lock;
import dev.understudy.model.evidence.RehearsalReport.RowChange;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.targets.postgres.Catalog;
import dev.understudy.targets.postgres.DdlLog;
import dev.understudy.targets.postgres.LockSampler;
import dev.understudy.targets.postgres.Reader;
import dev.understudy.targets.postgres.RowCounts;
import dev.understudy.targets.postgres.RowCounts.Count;
import dev.understudy.targets.postgres.StoredTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The deploy's own update of the modules, performed on a copy and watched: statements, locks, schema, rows. */
public final class ObservedUpdate implements Step {

    private static final Duration SAMPLING = Duration.ofMillis(100);
    private static final Duration COUNTING = Duration.ofSeconds(60);
    private static final int SESSIONS = 2;

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
        Catalog catalog = Catalog.of(database);
        RowCounts counts = RowCounts.of(database, COUNTING, SESSIONS);
        StoredTables stored = StoredTables.of(database);
        Losses.Before before = Losses.before(database, origin);
        DdlLog log = control.ddlLog(copy);
        long logged = log.begin();
        try (LockSampler sampler = LockSampler.start(database, SAMPLING);
                RehearsedTime time = RehearsedTime.begin(control, copy)) {
            Outcome outcome = update.update(context, copy);
            time.keep(context, name());
            List<String> ddl = log.end(logged);
            Map<String, Long> rewrites = rowsOf(stored.rewrittenIn(StoredTables.of(database)), counts);
            Catalog.Difference difference = catalog.differenceTo(Catalog.of(database));
            before.after(difference).keep(context);
            OwnRecords.Seen seen = own.after();
            keep(context, seen);
            observation(
                            plan,
                            ddl,
                            rewrites,
                            sampler.locks(),
                            difference,
                            rows(counts, RowCounts.of(database, COUNTING, SESSIONS)),
                            seen.records(),
                            releases.changes(context.request().release()).declared())
                    .keep(context);
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
            Map<String, Long> rewrites,
            List<LockSampler.Lock> locks,
            Catalog.Difference difference,
            List<RowChange> rows,
            List<OwnRecord> ownRecords,
            ChangeClass declared) {
        return new Observation(
                plan,
                observed(plan, rewrites.keySet(), difference, declared),
                ddl,
                List.copyOf(rewrites.keySet()),
                rewrites,
                locks.stream()
                        .sorted(Comparator.comparing(LockSampler.Lock::held).reversed())
                        .map(lock -> new Lock(
                                lock.relation(), lock.strongest(), lock.held().toMillis()))
                        .toList(),
                schema(difference),
                rows,
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

    /** The tables, that with the most rows first. */
    private static Map<String, Long> rowsOf(List<String> tables, RowCounts counts) {
        Map<String, Long> rows = new LinkedHashMap<>();
        tables.stream()
                .map(table -> Map.entry(
                        table,
                        counts.tables().getOrDefault(table, new Count(0, true)).rows()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(table -> rows.put(table.getKey(), table.getValue()));
        return rows;
    }

    private static List<RowChange> rows(RowCounts before, RowCounts after) {
        List<RowChange> changes = new ArrayList<>();
        TreeSet<String> tables = new TreeSet<>(before.tables().keySet());
        tables.addAll(after.tables().keySet());
        Count none = new Count(0, false);
        for (String table : tables) {
            Count old = before.tables().getOrDefault(table, none);
            Count now = after.tables().getOrDefault(table, none);
            if (old.rows() != now.rows()) {
                changes.add(new RowChange(table, old.rows(), now.rows(), !old.estimated() && !now.estimated()));
            }
        }
        changes.sort(Comparator.comparingLong(Warnings::part).reversed());
        return changes;
    }
}
