package dev.understudy.server.access;

import java.time.Instant;
import java.util.Set;

/**
 * Whoever asks.
 *
 * @param name as the project's file has it; empty for the operator and for nobody
 * @param project the one that they take part in; empty for all, or none
 * @param session what their browser shows: a session, or the link that a guest came by; empty without either
 * @param proved when they last showed who they are; the epoch without a session
 * @param weak whether they must set up a second factor before they see anything else
 */
public record Visitor(String name, String project, Set<Role> roles, String session, Instant proved, boolean weak) {

    /** Not signed in. */
    public static final Visitor NOBODY = new Visitor("", "", Set.of(Role.NOBODY), "", Instant.EPOCH, false);

    /** Showed the token. */
    public static final Visitor OPERATOR = new Visitor("", "", Set.of(Role.OPERATOR), "", Instant.EPOCH, false);

    public Visitor {
        roles = Set.copyOf(roles);
    }

    /** Showed a token of the API. */
    static Visitor program(String name, String project, Set<Role> roles) {
        return new Visitor(name, project, roles, "", Instant.EPOCH, false);
    }

    /** Came by a link to a copy. */
    static Visitor guest(String name, String project, String link) {
        return new Visitor(name, project, Set.of(Role.GUEST), link, Instant.EPOCH, false);
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
