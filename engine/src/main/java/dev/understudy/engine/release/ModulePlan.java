package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.run.Said;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Odoo is asked to do with a release's modules.
 *
 * @param update installed modules whose content changed, sorted; Odoo updates what depends on them too
 * @param install modules that were asked for, or that these or changed ones need, sorted; Odoo installs what installs
 *     itself along with them
 * @param uninstall installed modules that are to leave, sorted; Odoo removes what depends on them too
 */
public record ModulePlan(List<String> update, List<String> install, List<String> uninstall) {

    /** Nothing to do. */
    public static final ModulePlan NOTHING = new ModulePlan(List.of(), List.of(), List.of());

    public ModulePlan {
        update = update.stream().sorted().toList();
        install = install.stream().sorted().toList();
        uninstall = uninstall.stream().sorted().toList();
    }

    /** What fills a new database: base, and what {@code odoo.modules} names. */
    public static ModulePlan ofNew(Project project) {
        return new ModulePlan(
                List.of(),
                Stream.concat(Stream.of("base"), project.odoo().modules().stream())
                        .toList(),
                List.of());
    }

    public boolean isEmpty() {
        return update.isEmpty() && install.isEmpty() && uninstall.isEmpty();
    }

    /** For people: {@code update a, b; install c}. */
    public String shown() {
        return isEmpty()
                ? "no module to update"
                : Stream.of(part("update", update), part("install", install), part("uninstall", uninstall))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "));
    }

    /** For people, in the language of who reads it. */
    public Said told() {
        return isEmpty()
                ? Said.of("nothing-to-update")
                : Said.all(
                        told("modules-update", update),
                        told("modules-install", install),
                        told("modules-uninstall", uninstall));
    }

    private static Said told(String code, List<String> modules) {
        return modules.isEmpty() ? Said.NOTHING : Said.of(code, String.join(", ", modules));
    }

    private static String part(String verb, List<String> modules) {
        return modules.isEmpty() ? "" : verb + " " + String.join(", ", modules);
    }
}
