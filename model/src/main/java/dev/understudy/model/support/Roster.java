package dev.understudy.model.support;

import dev.understudy.model.config.SupportSettings;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who helps the users of production after a release.
 *
 * @param helps who helps with which application, by its name
 * @param onDuty the names of those who are on duty
 */
public record Roster(List<Help> helps, List<String> onDuty) {

    public static final Roster NOBODY = new Roster(List.of(), List.of());

    /** Who knows the daily work of an application. */
    private static final String KEY_USER = "key-user";

    public Roster {
        helps = List.copyOf(helps);
        onDuty = List.copyOf(onDuty);
    }

    /**
     * Who helps with an application.
     *
     * @param application as users know it
     * @param people their names; nobody when there is no key user
     */
    public record Help(String application, List<String> people) {

        public Help {
            people = List.copyOf(people);
        }
    }

    /**
     * A module that a release touches.
     *
     * @param name as Odoo shows it
     * @param dependsOn the modules that it extends
     */
    public record Touched(String module, String name, Set<String> dependsOn) {

        public Touched {
            dependsOn = Set.copyOf(dependsOn);
        }

        /** It, and what it extends. */
        public Set<String> around() {
            Set<String> around = new TreeSet<>(dependsOn);
            around.add(module);
            return around;
        }
    }

    /**
     * Who helps: those whom the project names for a module or one that it extends; else the key users who work with it; else all
     * key users, as nobody knows better.
     *
     * @param workers by module, the logins of those who work with what it brings
     * @param moment when it begins
     */
    public static Roster of(
            List<Touched> modules,
            Map<String, Set<String>> workers,
            SupportSettings settings,
            People people,
            Instant moment) {
        List<Person> keyUsers = people.among(List.of(KEY_USER));
        List<Help> helps = new ArrayList<>();
        for (Touched touched : modules) {
            List<Person> named = people.among(settings.helpers(Set.of(touched.module())));
            if (named.isEmpty()) {
                named = people.among(settings.helpers(touched.around()));
            }
            if (named.isEmpty()) {
                named = working(touched, workers, people, keyUsers);
            }
            helps.add(new Help(touched.name(), names(named.isEmpty() ? keyUsers : named)));
        }
        return new Roster(
                helps.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Help::application))
                        .toList(),
                names(people.onDuty(moment)));
    }

    private static List<Person> working(
            Touched touched, Map<String, Set<String>> workers, People people, List<Person> keyUsers) {
        return touched.around().stream()
                .flatMap(module -> workers.getOrDefault(module, Set.of()).stream())
                .flatMap(login -> people.behind(login).stream())
                .filter(keyUsers::contains)
                .distinct()
                .toList();
    }

    private static List<String> names(List<Person> people) {
        return people.stream().map(Person::name).toList();
    }

    /** All of them, each once: first those who help, then those on duty. */
    public List<String> all() {
        Set<String> all = new LinkedHashSet<>();
        helps.forEach(help -> all.addAll(help.people()));
        all.addAll(onDuty);
        return List.copyOf(all);
    }
}
