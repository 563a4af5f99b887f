package dev.understudy.server.access;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Whoever asks.
 *
 * @param name as the project's file has it; empty for the operator and for nobody
 * @param project the one that they take part in; empty for all, or none
 * @param within what else they may on one environment alone, by its name
 * @param session what their browser shows: a session, or the link that a guest came by; empty without either
 * @param proved when they last showed who they are; the epoch without a session
 * @param weak whether they must set up a second factor before they see anything else
 */
public record Visitor(
        String name,
        String project,
        Set<Role> roles,
        Map<String, Set<Role>> within,
        String session,
        Instant proved,
        boolean weak) {

    /** Not signed in. */
    public static final Visitor NOBODY = new Visitor("", "", Set.of(Role.NOBODY), "");

    /** Showed the token. */
    public static final Visitor OPERATOR = new Visitor("", "", Set.of(Role.OPERATOR), "");

    public Visitor {
        roles = Set.copyOf(roles);
        within = Map.copyOf(within);
    }

    private Visitor(String name, String project, Set<Role> roles, String session) {
        this(name, project, roles, Map.of(), session, Instant.EPOCH, false);
    }

    /** Showed a token of the API. */
    static Visitor program(String name, String project, Set<Role> roles) {
        return new Visitor(name, project, roles, "");
    }

    /** Came by a link to a copy. */
    static Visitor guest(String name, String project, String link) {
        return new Visitor(name, project, Set.of(Role.GUEST), link);
    }

    public boolean signedIn() {
        return !roles.contains(Role.NOBODY) && !guest();
    }

    /** Whether they have no account, but a link. */
    public boolean guest() {
        return roles.contains(Role.GUEST);
    }

    public boolean operator() {
        return roles.contains(Role.OPERATOR);
    }

    /** Whether they have one of the roles. */
    public boolean any(Set<Role> wanted) {
        return roles.stream().anyMatch(wanted::contains);
    }

    /**
     * Whether they have one of the roles, on an environment at least.
     *
     * @param environment empty for none
     */
    public boolean any(Set<Role> wanted, String environment) {
        return any(wanted)
                || within.getOrDefault(environment, Set.of()).stream().anyMatch(wanted::contains);
    }

    /** Whether a project is one that they may know of. */
    public boolean knows(String asked) {
        return operator() || project.equals(asked);
    }

    /** As the record of runs names them. */
    public String by() {
        return name.isEmpty() ? "operator" : name;
    }

    @Override
    public String toString() {
        return "Visitor[" + by() + ", " + project + ", " + roles + "]";
    }
}
