package dev.understudy.model.people;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Somebody who takes part in releases.
 *
 * @param name how the command line knows them: {@code [a-z][a-z0-9-]{0,30}}
 * @param mail where they are written to
 * @param roles what they may be asked for, e.g. {@code client}
 * @param within what else they are on one environment alone, by its name: {@link #DEVELOPER} or {@link #RELEASE_MANAGER}. It is no
 *     voice at a gate
 * @param language in which they are written to; one of those that Understudy speaks
 */
public record Person(String name, String mail, Set<String> roles, Map<String, Set<String>> within, Locale language) {

    /** Who answers for what reaches production. */
    public static final String RELEASE_MANAGER = "release-manager";

    /** Who writes code. */
    public static final String DEVELOPER = "developer";

    public Person {
        roles = Set.copyOf(roles);
        Map<String, Set<String>> copy = new TreeMap<>();
        within.forEach((environment, there) -> copy.put(environment, Set.copyOf(there)));
        within = Collections.unmodifiableMap(copy);
    }

    /** Somebody who is the same on all environments. */
    public Person(String name, String mail, Set<String> roles, Locale language) {
        this(name, mail, roles, Map.of(), language);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** How others reach them: {@code ana (ana@acme.example)}. */
    public String reached() {
        return name + " (" + mail + ")";
    }

    /** Whether a release may have this person among its authors. */
    public boolean mayBeAuthor() {
        return has(DEVELOPER) || has(RELEASE_MANAGER);
    }
}
