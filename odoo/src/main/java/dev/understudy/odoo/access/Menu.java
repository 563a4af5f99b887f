package dev.understudy.odoo.access;

import java.util.Set;

/**
 * An entry of the menus.
 *
 * @param parent the entry that it is under; 0 at the top
 * @param groups who see it; everybody when there are none
 * @param model whose window it opens; empty for another action or a folder
 */
public record Menu(long id, long parent, String name, Set<Long> groups, String model) {

    public Menu {
        groups = Set.copyOf(groups);
    }

    boolean isFor(Person person) {
        return groups.isEmpty() || groups.stream().anyMatch(person::isIn);
    }
}
