package dev.understudy.engine.step.evidence;

import dev.understudy.model.evidence.RehearsalReport.Lock;
import dev.understudy.model.evidence.RehearsalReport.RowChange;
import dev.understudy.targets.host.Beside;
import dev.understudy.targets.postgres.Catalog;
import dev.understudy.targets.postgres.LockSampler;
import dev.understudy.targets.postgres.Reader;
import dev.understudy.targets.postgres.RowCounts;
import dev.understudy.targets.postgres.RowCounts.Count;
import dev.understudy.targets.postgres.StoredTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Looks from beside at what is done to a database: locks, tables that are written anew, the schema, rows. */
final class DatabaseWatch implements AutoCloseable {

    private static final Duration SAMPLING = Duration.ofMillis(100);
    private static final Duration COUNTING = Duration.ofSeconds(60);

    private final Reader database;
    private final Catalog catalog;
    private final RowCounts counts;
    private final StoredTables stored;
    private final LockSampler sampler;

    private DatabaseWatch(Reader database) {
        this.database = database;
        try (Beside<Catalog> read = catalog(database)) {
            this.counts = RowCounts.of(database, COUNTING);
            this.catalog = read.result();
        }
        this.stored = StoredTables.of(database);
        this.sampler = LockSampler.start(database, SAMPLING);
    }

    /** Begins with what it is like now. */
    static DatabaseWatch begin(Reader database) {
        return new DatabaseWatch(database);
    }

    /**
     * What was done.
     *
     * @param rewritten tables that were written anew, and how many rows they had, that with the most first
     * @param locks the strongest lock of each table, the longest held first
     * @param rows tables whose number of rows changed, the one that changed most first
     */
    record Seen(Map<String, Long> rewritten, List<Lock> locks, Catalog.Difference difference, List<RowChange> rows) {}

    /** What was done since the beginning. */
    Seen end() {
        try (Beside<Catalog> read = catalog(database)) {
            List<RowChange> rows = rows(RowCounts.of(database, COUNTING));
            return new Seen(
                    rowsOf(stored.rewrittenIn(StoredTables.of(database))),
                    locks(),
                    catalog.differenceTo(read.result()),
                    rows);
        }
    }

    /** All that PostgreSQL's catalogs say of the schema: as much to read as there is to count. */
    private static Beside<Catalog> catalog(Reader database) {
        return Beside.begin("catalog", () -> Catalog.of(database));
    }

    private List<Lock> locks() {
        return sampler.locks().stream()
                .sorted(Comparator.comparing(LockSampler.Lock::held).reversed())
                .map(lock ->
                        new Lock(lock.relation(), lock.strongest(), lock.held().toMillis()))
                .toList();
    }

    private Map<String, Long> rowsOf(List<String> tables) {
        Map<String, Long> rows = new LinkedHashMap<>();
        tables.stream()
                .map(table -> Map.entry(
                        table,
                        counts.tables().getOrDefault(table, new Count(0, true)).rows()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(table -> rows.put(table.getKey(), table.getValue()));
        return rows;
    }

    private List<RowChange> rows(RowCounts after) {
        List<RowChange> changes = new ArrayList<>();
        TreeSet<String> tables = new TreeSet<>(counts.tables().keySet());
        tables.addAll(after.tables().keySet());
        Count none = new Count(0, false);
        for (String table : tables) {
            Count old = counts.tables().getOrDefault(table, none);
            Count now = after.tables().getOrDefault(table, none);
            if (old.rows() != now.rows()) {
                changes.add(new RowChange(table, old.rows(), now.rows(), !old.estimated() && !now.estimated()));
            }
        }
        changes.sort(Comparator.comparingLong(Warnings::part).reversed());
        return changes;
    }

    @Override
    public void close() {
        sampler.close();
    }
}
