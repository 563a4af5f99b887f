package dev.understudy.server.access;

import java.time.Instant;
import java.util.Set;

/**
 * Whoever asks.
 *
 * @param name as the project's file has it; empty for the operator and for nobody
 * @param project the one that they take part in; empty for all, or none
 * @param session what their browser shows; empty without a session
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

    public boolean signedIn() {
        return !roles.contains(Role.NOBODY);
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
