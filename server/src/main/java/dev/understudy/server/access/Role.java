package dev.understudy.server.access;

import dev.understudy.model.people.Person;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Who somebody is to the service: what an address asks for is one of these. */
public enum Role {
    /** Whoever may read the token of the home, and who came by a link that they made. */
    OPERATOR,
    /** Answers for what reaches production. */
    RELEASE_MANAGER,
    /** Writes code. */
    DEVELOPER,
    /** Is lent a terminal at production, and at copies of its data as they are, for a reason and for a time. */
    SHELL,
    /** Takes part in the project in any way: reads, and says yes or no where a gate asks for them. */
    VIEWER,
    /** Came by a link to one copy, and has no account. */
    GUEST,
    /** Is not signed in. */
    NOBODY;

    /** Everybody who is signed in. */
    public static final Set<Role> SIGNED_IN = Set.of(OPERATOR, RELEASE_MANAGER, DEVELOPER, VIEWER);

    /** Whoever came by a link to a copy. */
    public static final Set<Role> GUESTS = Set.of(GUEST);

    /** The people of a project, of whom it is known who they are. */
    public static final Set<Role> PEOPLE = Set.of(RELEASE_MANAGER, DEVELOPER, VIEWER);

    /** Who may try a release. */
    public static final Set<Role> REHEARSE = Set.of(OPERATOR, RELEASE_MANAGER, DEVELOPER);

    /** Who may change what people work with. */
    public static final Set<Role> PERFORM = Set.of(OPERATOR, RELEASE_MANAGER);

    /** Who may read what Odoo logs: names and numbers of people's work are in it. */
    public static final Set<Role> READ_LOGS = Set.of(OPERATOR, RELEASE_MANAGER, DEVELOPER);

    /** Who may have a terminal somewhere; where, depends on whose data lies there. */
    public static final Set<Role> TERMINALS = Set.of(OPERATOR, RELEASE_MANAGER, DEVELOPER, SHELL);

    /** Who may see what others did at terminals: whatever was on their screens is in it. */
    public static final Set<Role> REPLAY = Set.of(OPERATOR, RELEASE_MANAGER);

    /** What a person is by the roles that the project's file gives them. */
    public static Set<Role> of(Collection<String> roles) {
        Set<Role> found = EnumSet.of(VIEWER);
        if (roles.contains(Person.RELEASE_MANAGER)) {
            found.add(RELEASE_MANAGER);
        }
        if (roles.contains(Person.DEVELOPER)) {
            found.add(DEVELOPER);
        }
        return found;
    }

    /** What a person is on one environment beside that. */
    public static Set<Role> within(Collection<String> roles) {
        Set<Role> found = of(roles);
        found.remove(VIEWER);
        return found;
    }

    /** The word in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
