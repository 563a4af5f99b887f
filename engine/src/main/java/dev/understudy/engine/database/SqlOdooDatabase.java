package dev.understudy.engine.database;

import dev.understudy.model.evidence.Written;
import dev.understudy.odoo.checksum.Checksums;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.postgres.Reader;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An Odoo database by SQL. */
public final class SqlOdooDatabase implements OdooDatabase {

    /** A field that is not stored is the code's alone, but who reads data by it needs it. */
    private static final String DATA_MODEL = """
            SELECT left(md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")), 12)
              FROM (SELECT concat_ws(' ', model, name, ttype, relation, store) AS line FROM public.ir_model_fields
                    UNION ALL
                    SELECT concat_ws(' ', name, latest_version) FROM public.ir_module_module WHERE state = 'installed') known""";

    private final Reader reader;
    private final Owner owner;

    public SqlOdooDatabase(Doors doors) {
        this.reader = doors.reader();
        this.owner = doors.owner();
    }

    @Override
    public List<ModuleRow> modules() {
        // An installation that ended before its first table.
        if (reader.rows("SELECT to_regclass('public.ir_module_module')").contains(List.of(""))) {
            return List.of();
        }
        return reader.rows("""
                        SELECT name, state, latest_version FROM public.ir_module_module
                        WHERE state NOT IN ('uninstalled', 'uninstallable') ORDER BY name
                        """).stream()
                .map(row -> new ModuleRow(row.get(0), row.get(1), row.get(2)))
                .toList();
    }

    @Override
    public boolean neutralized() {
        return !reader.rows("""
                        SELECT 1 FROM public.ir_config_parameter
                         WHERE key = 'database.is_neutralized' AND pg_catalog.lower(value) IN ('true', '1', 't')
                        """).isEmpty();
    }

    @Override
    public Optional<Map<String, String>> checksums() {
        return reader.rows("SELECT value FROM public.ir_config_parameter WHERE key = ?", Checksums.PARAMETER).stream()
                .findFirst()
                .flatMap(row -> Checksums.parse(row.getFirst()))
                .map(Checksums::byModule);
    }

    @Override
    public void keepChecksums(Map<String, String> checksums) {
        owner.inTransaction(connection -> {
            // An addon may have taken the constraint on the key alone away, so that there is nothing to conflict with.
            try (PreparedStatement write = connection.prepareStatement("""
                    WITH there AS (
                        UPDATE public.ir_config_parameter
                           SET value = ?, write_date = now() AT TIME ZONE 'UTC'
                         WHERE key = ?
                        RETURNING id)
                    INSERT INTO public.ir_config_parameter (key, value, create_uid, create_date, write_uid, write_date)
                    SELECT ?, ?, 1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC'
                     WHERE NOT EXISTS (SELECT FROM there)
                    """)) {
                String json = new Checksums(checksums).json();
                write.setString(1, json);
                write.setString(2, Checksums.PARAMETER);
                write.setString(3, Checksums.PARAMETER);
                write.setString(4, json);
                return write.executeUpdate();
            }
        });
    }

    @Override
    public List<String> languages() {
        return reader.rows("SELECT code FROM public.res_lang WHERE active ORDER BY code").stream()
                .map(List::getFirst)
                .toList();
    }

    @Override
    public Written written(Instant since, Duration limit) {
        return new WrittenRows(reader).since(since, table -> true, limit);
    }

    @Override
    public Written written(Instant since, Set<String> tables, Duration limit) {
        return new WrittenRows(reader).since(since, tables::contains, limit);
    }

    @Override
    public String dataModel() {
        return reader.rows(DATA_MODEL).getFirst().getFirst();
    }

    @Override
    public TableWrites writes() {
        return new WrittenRows(reader).writes();
    }

    @Override
    public boolean alone() {
        return reader.rows("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1")
                .isEmpty();
    }

    @Override
    public void export(Instant since, Written written, Map<String, String> texts, Path zip) {
        new WrittenRows(reader).export(since, written, texts, zip);
    }
}
