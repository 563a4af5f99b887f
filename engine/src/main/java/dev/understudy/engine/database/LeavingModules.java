package dev.understudy.engine.database;

import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.odoo.log.LogEntry;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Modules that an update uninstalls. Odoo drops a module's tables only while it has its code, so the code of one that the
 * release no longer has stands beside the release's until the module is gone.
 */
final class LeavingModules {

    private static final Pattern TRIED = Pattern.compile("^bad query: b?['\"]DELETE FROM ");

    private static final String FOLDER = "leaving";

    private final Host host;
    private final List<String> modules;
    private final Map<String, Path> codeless = new LinkedHashMap<>();

    /**
     * @param present what production runs
     * @param next the release
     */
    LeavingModules(Host host, ModuleCatalog present, ModuleCatalog next, List<String> modules) {
        this.host = host;
        this.modules = List.copyOf(modules);
        for (String module : modules) {
            if (next.folder(module).isEmpty()) {
                present.folder(module).ifPresent(folder -> codeless.put(module, folder));
            }
        }
    }

    /** The setting with the code that the release does not have. */
    OdooSetting beside(OdooSetting setting) {
        if (codeless.isEmpty()) {
            return setting;
        }
        Path folder = setting.directory().resolve(FOLDER);
        host.delete(folder);
        host.require(Command.of("install", "-d", "-m", "0755", "--", folder));
        codeless.forEach((module, code) ->
                host.require(Command.of("cp", "-rL", "--no-target-directory", "--", code, folder.resolve(module))));
        List<Path> addons = new ArrayList<>(setting.code().addons());
        addons.add(folder);
        return setting.withAddons(addons);
    }

    /** Removes it again. */
    void forget(OdooSetting setting) {
        if (!codeless.isEmpty()) {
            host.delete(setting.directory().resolve(FOLDER));
        }
    }

    /** What an {@code odoo shell} is told: what Odoo's own button does. */
    String script() {
        return """
                modules = env["ir.module.module"].search([("name", "in", [%s]), ("state", "=", "installed")])
                modules and modules.button_immediate_uninstall()
                env.cr.commit()
                """.formatted(modules.stream().map(module -> '"' + module + '"').collect(Collectors.joining(", ")));
    }

    /**
     * What counts of the log of an uninstallation. Odoo deletes a module's records at once, then one by one, and what another
     * table still names goes with its table: each try that failed stands in the log as an error ({@code ir_model.py}, {@code
     * _module_data_uninstall}).
     */
    static List<LogEntry> counted(List<LogEntry> log) {
        return log.stream()
                .filter(entry -> !(entry.logger().equals("odoo.sql_db")
                        && TRIED.matcher(entry.message()).find()))
                .toList();
    }
}
