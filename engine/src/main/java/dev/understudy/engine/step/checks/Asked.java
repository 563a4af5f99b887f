package dev.understudy.engine.step.checks;

import dev.understudy.odoo.check.Check;
import dev.understudy.odoo.check.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be checked.
 *
 * @param checks names of {@link Checks}
 * @param modules what they brought is looked at first, and whatever time it takes
 * @param again names of windows that failed with other code: of all windows these alone are opened; all when there are none
 */
public record Asked(List<String> checks, Set<String> modules, Set<String> again) {

    public Asked {
        checks = List.copyOf(checks);
        modules = Set.copyOf(modules);
        again = Set.copyOf(again);
    }

    public Asked(List<String> checks, Set<String> modules) {
        this(checks, modules, Set.of());
    }

    /** Of no modules in particular. */
    public static Asked of(Collection<String> checks) {
        return new Asked(List.copyOf(checks), Set.of());
    }

    /** What failed of these, to be looked at with the code that is not blamed. */
    Asked again(Collection<Check> failures) {
        return new Asked(
                Baseline.comparable(failures.stream()),
                modules,
                failures.stream()
                        .filter(check -> !check.whole())
                        .map(Check::name)
                        .collect(Collectors.toSet()));
    }
}
