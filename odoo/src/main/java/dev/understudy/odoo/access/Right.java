package dev.understudy.odoo.access;

import java.util.Set;

/**
 * A row of {@code ir_model_access}.
 *
 * @param group whose; 0 for everybody
 */
public record Right(String model, long group, Set<Operation> operations) {

    /** The group of those that are everybody's. */
    public static final long EVERYBODY = 0;

    public Right {
        operations = Set.copyOf(operations);
    }

    boolean isOf(Person person) {
        return group == EVERYBODY || person.isIn(group);
    }
}
