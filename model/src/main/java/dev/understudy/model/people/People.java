package dev.understudy.model.people;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Those who take part in the releases of a project, in the order of its file.
 *
 * @param shifts when who of them is on duty
 */
public record People(List<Person> all, List<Shift> shifts) {

    public static final People NONE = new People(List.of());

    public People {
        all = List.copyOf(all);
        shifts = List.copyOf(shifts);
    }

    /** With nobody on duty. */
    public People(List<Person> all) {
        this(all, List.of());
    }

    /** Those who are on duty at a time. */
    public List<Person> onDuty(Instant moment) {
        return shifts.stream()
                .filter(shift -> shift.has(moment))
                .flatMap(shift -> shift.who().stream())
                .distinct()
                .toList();
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
