package dev.understudy.engine.step.checks;

import dev.understudy.odoo.check.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What is to be checked.
 *
 * @param checks names of {@link Checks}
 * @param modules what they brought is looked at first, and whatever time it takes
 */
public record Asked(List<String> checks, Set<String> modules) {

    public Asked {
        checks = List.copyOf(checks);
        modules = Set.copyOf(modules);
    }

    /** Of no modules in particular. */
    public static Asked of(Collection<String> checks) {
        return new Asked(List.copyOf(checks), Set.of());
    }

    /** Others of the same modules. */
    Asked only(List<String> others) {
        return new Asked(others, modules);
    }
}
