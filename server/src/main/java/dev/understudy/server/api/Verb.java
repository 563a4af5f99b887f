package dev.understudy.server.api;

import dev.understudy.server.access.Role;
import java.util.Locale;
import java.util.Set;

/** What may be done to an environment, or with a release, by a run. */
public enum Verb {
    CREATE,
    REFRESH,
    SWITCH,
    DEPLOY,
    ROLLBACK,
    BACKUP,
    EXPORT,
    RESTORE,
    SNAPSHOT,
    FOLLOW,
    TAKE_OVER,
    GIVE_BACK,
    LEAVE,
    LIVE,
    QUIET,
    DESTROY,
    REHEARSE;

    /** The word in the address, and the name of the recipe. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Whether it is part of everyday work, and not what ends, replaces or moves what people have, or writes where the
     * operator says.
     */
    public boolean everyday() {
        return switch (this) {
            case CREATE, REFRESH, SWITCH, DEPLOY, SNAPSHOT, REHEARSE -> true;
            case BACKUP, EXPORT, ROLLBACK, RESTORE, FOLLOW, TAKE_OVER, GIVE_BACK, LEAVE, LIVE, QUIET, DESTROY -> false;
        };
    }

    /** Who may ask for it. */
    public Set<Role> roles() {
        return everyday() ? Role.PERFORM : Set.of(Role.OPERATOR);
    }

    /** The members that its body may have. */
    public Set<String> arguments() {
        return switch (this) {
            case DEPLOY -> Set.of("release", "restart-database");
            case ROLLBACK -> Set.of("to", "data", "discard", "export");
            case BACKUP -> Set.of("file", "unloaded");
            case EXPORT -> Set.of("file", "unmasked");
            case RESTORE -> Set.of("backup", "filestore", "missing", "neutralized", "replace", "commit");
            case SNAPSHOT -> Set.of("name");
            case FOLLOW, TAKE_OVER -> Set.of("missing");
            case LEAVE -> Set.of("into", "copy", "unloaded");
            case REHEARSE -> Set.of("accept-class", "accept-loss");
            case CREATE -> Set.of("commit");
            case SWITCH -> Set.of("branch");
            case GIVE_BACK -> Set.of("despite-release");
            case REFRESH, LIVE, QUIET, DESTROY -> Set.of();
        };
    }
}
