package dev.understudy.engine.fake;

import dev.understudy.engine.database.OdooDatabase;
import dev.understudy.engine.database.TableWrites;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.targets.postgres.DatabaseEntry;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.postgres.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The database of a fake cluster, which answers the few questions that a deploy asks. */
record FakeDatabase(Ledger ledger, boolean running) implements Reader, Owner, OdooDatabase {

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public List<List<String>> rows(String sql, Object... parameters) {
        if (!running) {
            throw Fault.failed("postgres.query-failed", name(), "nobody listens")
                    .exception();
        }
        if (sql.contains("to_regclass")) {
            return List.of(List.of("1"));
        }
        if (sql.contains("LIKE 'to %'")) {
            return ledger.rows("pending").stream()
                    .map(module -> List.of(module, "to upgrade"))
                    .toList();
        }
        if (sql.contains("xact_start")) {
            return ledger.rows("transaction").stream()
                    .map(millis -> List.of("4711", "psql", "active", millis))
                    .toList();
        }
        throw new UnsupportedOperationException(sql);
    }

    @Override
    public List<ModuleRow> modules() {
        return ledger.rows("pending").stream()
                .map(module -> new ModuleRow(module, "to upgrade", ""))
                .toList();
    }

    @Override
    public String dataModel() {
        return modules().toString();
    }

    @Override
    public boolean neutralized() {
        return ledger.value("neutralized").isPresent();
    }

    @Override
    public Connection connect() {
        throw new UnsupportedOperationException("no SQL here");
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        throw new UnsupportedOperationException("no SQL here");
    }

    @Override
    public void script(String sql) {
        throw new UnsupportedOperationException("no SQL here");
    }

    @Override
    public Optional<Map<String, String>> checksums() {
        throw new UnsupportedOperationException("the fake updates keep them");
    }

    @Override
    public void keepChecksums(Map<String, String> checksums) {
        throw new UnsupportedOperationException("the fake updates keep them");
    }

    @Override
    public List<String> languages() {
        return List.of();
    }

    /** Rows that begin with the word are those that ada wrote. */
    @Override
    public Written written(Instant since, Duration limit) {
        if (!running) {
            throw Fault.failed("postgres.query-failed", name(), "nobody listens")
                    .exception();
        }
        int rows = ledger.rows("sold").size();
        return rows == 0
                ? Written.NOTHING
                : new Written(
                        List.of(new Written.Rows(
                                "sale_order",
                                rows,
                                0,
                                List.of(new Written.Author("ada", Written.Author.PERSON, rows, 0)))),
                        List.of(),
                        List.of(),
                        List.of());
    }

    @Override
    public Written written(Instant since, Set<String> tables, Duration limit) {
        return tables.contains("sale_order") ? written(since, limit) : Written.NOTHING;
    }

    @Override
    public TableWrites writes() {
        return new TableWrites(Map.of("sale_order", (long) ledger.rows("sold").size()));
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public void export(Instant since, Written written, Map<String, String> texts, Path zip) {
        try {
            Files.createDirectories(Objects.requireNonNull(zip.getParent()));
            Files.write(zip, ledger.rows("sold"));
        } catch (IOException failed) {
            throw Fault.failed("export.failed", zip, failed).exception(failed);
        }
    }

    @Override
    public DatabaseEntry entry() {
        throw new UnsupportedOperationException();
    }
}
