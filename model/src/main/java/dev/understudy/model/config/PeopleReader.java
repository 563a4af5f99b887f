package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import dev.understudy.model.people.Shift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code people}. */
final class PeopleReader {

    static final List<String> KEYS = List.of("name", "mail", "roles", "environments", "language");

    static final List<String> DUTY_KEYS = List.of("who", "days", "from", "to", "timezone");

    /** The languages that people may be written to in. */
    private enum Spoken {
        EN,
        ES,
        FR
    }

    /** What somebody may be on one environment alone. */
    private enum Within {
        DEVELOPER,
        RELEASE_MANAGER
    }

    private PeopleReader() {}

    /** The same people, with when they are on duty. */
    static People duty(Value value, People people) {
        List<Shift> shifts = new ArrayList<>();
        for (Value element : value.list()) {
            Section section = new Section(element, DUTY_KEYS);
            List<Person> who = section
                    .required("who", "who: [cy]")
                    .map(list -> list.texts(Forms.NAME, "config.bad-name"))
                    .orElse(List.of())
                    .stream()
                    .flatMap(name -> {
                        Optional<Person> person = people.named(name);
                        if (person.isEmpty()) {
                            section.whole().problem(Fault.usage("config.nobody-on-duty", name));
                        }
                        return person.stream();
                    })
                    .toList();
            CalendarReader.window(section).ifPresent(when -> shifts.add(new Shift(when, who)));
        }
        return new People(people.all(), shifts);
    }

    /** @param environments those that the file has */
    static People read(Value value, Set<String> environments) {
        List<Person> people = new ArrayList<>();
        for (Value element : value.list()) {
            Section section = new Section(element, KEYS);
            Optional<String> name =
                    section.required("name", "name: ana").flatMap(text -> text.text(Forms.NAME, "config.bad-name"));
            if (name.isPresent()
                    && people.stream().anyMatch(earlier -> earlier.name().equals(name.get()))) {
                section.value("name").ifPresent(at -> at.problem(Fault.usage("config.person-twice", name.get())));
            }
            Optional<String> mail = section.required("mail", "mail: ana@acme.example")
                    .flatMap(text -> text.text(Forms.ADDRESS, "config.bad-address"));
            List<String> roles = section.required("roles", "roles: [client]")
                    .map(list -> list.texts(Forms.NAME, "config.bad-name"))
                    .orElse(List.of());
            Map<String, Set<String>> within = section.value("environments")
                    .map(mapping -> within(mapping, environments))
                    .orElse(Map.of());
            Locale language = language(section);
            name.ifPresent(
                    given -> people.add(new Person(given, mail.orElse(""), Set.copyOf(roles), within, language)));
        }
        return new People(people);
    }

    private static Map<String, Set<String>> within(Value value, Set<String> environments) {
        Map<String, Set<String>> within = new LinkedHashMap<>();
        for (Value.Member member : value.members()) {
            String environment = EnvironmentsReader.named(member.key(), environments);
            within.put(
                    environment,
                    member.value().list().stream()
                            .flatMap(word -> word.word(Within.class).stream())
                            .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.toSet()));
        }
        return within;
    }

    /** The one that a section names, or English. */
    static Locale language(Section section) {
        return section.value("language")
                .flatMap(word -> word.word(Spoken.class))
                .map(spoken -> Locale.forLanguageTag(spoken.name().toLowerCase(Locale.ROOT)))
                .orElse(Locale.ENGLISH);
    }
}
