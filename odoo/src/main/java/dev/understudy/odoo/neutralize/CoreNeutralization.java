package dev.understudy.odoo.neutralize;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Odoo's own neutralization, 16.0 and later: every module's {@code data/neutralize.sql}
 * ({@code odoo/modules/neutralize.py}). Core passes over a module that is not on disk; here it is a fault, as nobody
 * can say what would have had to be switched off.
 */
public sealed interface CoreNeutralization {

    /** The file of a module, relative to its folder. */
    String FILE = "data/neutralize.sql";

    /** States of modules that core neutralizes. */
    Set<String> STATES = Set.of("installed", "to upgrade", "to remove");

    /**
     * A row of {@code ir_module_module}.
     *
     * @param imported whether the module came as a file of data, by Studio or an import, and so has no code
     */
    record InstalledModule(String name, String state, boolean imported) {}

    /** The modules whose {@link #FILE}, where there is one, is to be run, in this order. */
    record Order(List<String> modules) implements CoreNeutralization {}

    /** Modules of the database without code: the copy must not start. */
    record CodeMissing(List<String> modules) implements CoreNeutralization {}

    /**
     * Which files to run.
     *
     * @param rows all of {@code ir_module_module}
     * @param onDisk the modules whose code is there
     */
    static CoreNeutralization plan(Collection<InstalledModule> rows, Set<String> onDisk) {
        List<String> modules = rows.stream()
                .filter(row -> STATES.contains(row.state()) && !hasNoCode(row))
                .map(InstalledModule::name)
                .sorted(Comparator.comparing((String name) -> !name.equals("base"))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<String> missing =
                modules.stream().filter(module -> !onDisk.contains(module)).toList();
        return missing.isEmpty() ? new Order(modules) : new CodeMissing(missing);
    }

    /** Odoo itself names this one ({@code module_graph.py}). */
    private static boolean hasNoCode(InstalledModule row) {
        return row.imported() || row.name().equals("studio_customization");
    }
}
