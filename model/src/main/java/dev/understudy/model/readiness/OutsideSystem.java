package dev.understudy.model.readiness;

import dev.understudy.model.release.ModulePattern;
import java.util.List;
import java.util.Set;

/**
 * Another system that talks with production's Odoo.
 *
 * @param name as people call it
 * @param modules by which it talks: their names, or how names begin with {@code *} at the end; none for all
 */
public record OutsideSystem(String name, List<String> modules) {

    public OutsideSystem {
        modules = List.copyOf(modules);
    }

    /** Whether a release that touches these modules concerns it. */
    public boolean concerned(Set<String> touched) {
        return modules.isEmpty()
                || modules.stream()
                        .anyMatch(
                                pattern -> touched.stream().anyMatch(module -> ModulePattern.matches(pattern, module)));
    }
}
