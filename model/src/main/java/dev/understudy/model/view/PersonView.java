package dev.understudy.model.view;

import dev.understudy.model.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in releases.
 *
 * @param within what else they are on one environment alone, by its name
 * @param language in which they are written to
 * @param keySince since when they have the key that counts; absent when they have none
 */
public record PersonView(
        String name,
        String mail,
        List<String> roles,
        Map<String, List<String>> within,
        String language,
        @Nullable Instant keySince,
        Ways ways) {

    /**
     * By what else they sign in.
     *
     * @param passwordSince since when they have the password that counts; absent when they have none
     * @param secondFactor whether they show a code as well
     */
    public record Ways(@Nullable Instant passwordSince, boolean secondFactor) {}

    public PersonView {
        roles = List.copyOf(roles);
        within = new TreeMap<>(within);
    }

    /** Somebody who is the same on all environments, of whom it was not asked whether they have a password. */
    public PersonView(String name, String mail, List<String> roles, String language, @Nullable Instant keySince) {
        this(name, mail, roles, Map.of(), language, keySince, new Ways(null, false));
    }

    /** Somebody of a project's file. */
    public static PersonView of(Person person, @Nullable Instant keySince) {
        Map<String, List<String>> within = new TreeMap<>();
        person.within()
                .forEach((environment, roles) ->
                        within.put(environment, roles.stream().sorted().toList()));
        return new PersonView(
                        person.name(),
                        person.mail(),
                        person.roles().stream().sorted().toList(),
                        person.language().getLanguage(),
                        keySince)
                .within(within);
    }

    /** With what they are on single environments. */
    public PersonView within(Map<String, List<String>> environments) {
        return new PersonView(name, mail, roles, environments, language, keySince, ways);
    }

    /** With what else they sign in by. */
    public PersonView signingIn(@Nullable Instant password, boolean factor) {
        return new PersonView(name, mail, roles, within, language, keySince, new Ways(password, factor));
    }

    /** A key as it is shown once. */
    public record KeyView(String person, String key) {}
}
