package dev.understudy.engine.database;

import dev.understudy.model.evidence.Written;
import dev.understudy.odoo.update.ModuleRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Understudy asks of an Odoo database. */
public interface OdooDatabase {

    /** Every row of {@code ir_module_module} that is not plainly uninstalled. */
    List<ModuleRow> modules();

    /** Modules that wait to be installed, updated or removed; sorted. */
    default List<String> pendingModules() {
        return modules().stream()
                .filter(ModuleRow::pending)
                .map(ModuleRow::name)
                .sorted()
                .toList();
    }

    /** Whether Odoo takes it for a copy: its mail servers, crons and payments were switched off. */
    boolean neutralized();

    /** The checksums of the project's own modules when they were last updated; empty when none were kept. */
    Optional<Map<String, String>> checksums();

    /** Keeps them in the database itself, so that they travel with every copy. */
    void keepChecksums(Map<String, String> checksums);

    /** The codes of the active languages. */
    List<String> languages();

    /**
     * What was written since a moment, and by whom.
     *
     * @param limit after which tables are left uncounted
     * @throws dev.understudy.model.fault.FaultException {@code rollback.clock-set-back} when the moment has not come yet
     */
    Written written(Instant since, Duration limit);

    /** As {@link #written(Instant, Duration)}, to these tables alone. */
    Written written(Instant since, Set<String> tables, Duration limit);

    /**
     * A fingerprint of its data model: of models' fields and their types, and of the modules that are installed, with their
     * versions. Two databases with the same one hold the same kinds of data.
     */
    String dataModel();

    /** How much was ever written. */
    TableWrites writes();

    /** Whether nobody else is connected. */
    boolean alone();

    /** Exports those rows, technical ones aside, into a zip with these texts beside them. */
    void export(Instant since, Written written, Map<String, String> texts, Path zip);
}
