package dev.understudy.odoo.access;

import java.util.Set;

/**
 * Somebody who signs in to the backend.
 *
 * @param groups their ids, those that are implied among them
 */
public record Person(long id, String login, Set<Long> groups) {

    public Person {
        groups = Set.copyOf(groups);
    }

    boolean isIn(long group) {
        return groups.contains(group);
    }
}
