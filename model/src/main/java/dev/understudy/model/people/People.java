package dev.understudy.model.people;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Those who take part in the releases of a project, in the order of its file. */
public record People(List<Person> all) {

    public static final People NONE = new People(List.of());

    public People {
        all = List.copyOf(all);
    }

    public Optional<Person> named(String name) {
        return all.stream().filter(person -> person.name().equals(name)).findFirst();
    }

    /** Those who have one of the roles, or are named themselves. */
    public List<Person> among(Collection<String> rolesOrNames) {
        return all.stream()
                .filter(person -> rolesOrNames.contains(person.name())
                        || person.roles().stream().anyMatch(rolesOrNames::contains))
                .toList();
    }

    /** The person behind a commit's author: by name, mail, or the part of the mail before the @. */
    public Optional<Person> behind(String author) {
        return all.stream()
                .filter(person -> author.equalsIgnoreCase(person.name())
                        || author.equalsIgnoreCase(person.mail())
                        || person.mail().regionMatches(true, 0, author + "@", 0, author.length() + 1))
                .findFirst();
    }
}
