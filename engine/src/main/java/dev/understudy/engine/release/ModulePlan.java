package dev.understudy.engine.release;

import java.util.List;

/**
 * What Odoo is asked to do with a release's modules.
 *
 * @param update installed modules whose content changed, sorted; Odoo updates what depends on them too
 * @param install modules that the release adds, sorted
 */
public record ModulePlan(List<String> update, List<String> install) {

    /** Nothing to do. */
    public static final ModulePlan NOTHING = new ModulePlan(List.of(), List.of());

    public ModulePlan {
        update = update.stream().sorted().toList();
        install = install.stream().sorted().toList();
    }

    public boolean isEmpty() {
        return update.isEmpty() && install.isEmpty();
    }

    /** For people: {@code update a, b; install c}. */
    public String shown() {
        if (isEmpty()) {
            return "no module to update";
        }
        String updates = update.isEmpty() ? "" : "update " + String.join(", ", update);
        String installs = install.isEmpty() ? "" : "install " + String.join(", ", install);
        return updates + (updates.isEmpty() || installs.isEmpty() ? "" : "; ") + installs;
    }
}
