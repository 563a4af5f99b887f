package dev.understudy.engine.release;

import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.odoo.manifest.ModuleVersion;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.odoo.update.VersionOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Installed modules whose code has another version than their data.
 *
 * @param outdated those whose code is newer
 * @param ahead those whose code is older, with the version of their data
 */
public record OutdatedModules(List<String> outdated, Map<String, String> ahead) {

    public OutdatedModules {
        outdated = List.copyOf(outdated);
        ahead = new TreeMap<>(ahead);
    }

    /** What is installed and has no code counts for neither. */
    public static OutdatedModules of(List<ModuleRow> installed, ModuleCatalog catalog, Series series) {
        List<String> outdated = new ArrayList<>();
        Map<String, String> ahead = new TreeMap<>();
        for (ModuleRow row : installed) {
            String written = catalog.manifest(row.name()).map(Manifest::version).orElse("");
            if (!row.latestVersion().isEmpty()
                    && !written.isEmpty()
                    && ModuleVersion.of(written, series) instanceof ModuleVersion.Adapted code) {
                int order = VersionOrder.compare(code.version(), row.latestVersion());
                if (order < 0) {
                    ahead.put(row.name(), row.latestVersion());
                } else if (order > 0) {
                    outdated.add(row.name());
                }
            }
        }
        return new OutdatedModules(outdated, ahead);
    }
}
