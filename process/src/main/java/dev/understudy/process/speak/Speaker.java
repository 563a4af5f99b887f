package dev.understudy.process.speak;

import dev.understudy.model.people.Person;

/**
 * Somebody of whom it is known who they are.
 *
 * @param knownBy by what, e.g. {@code key} or {@code user bo}
 */
public record Speaker(Person person, String knownBy) {

    public String name() {
        return person.name();
    }
}
