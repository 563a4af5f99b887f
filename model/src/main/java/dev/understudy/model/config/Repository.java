package dev.understudy.model.config;

import java.util.Map;
import java.util.Optional;

/**
 * A git repository of addons.
 *
 * @param name {@code [a-z][a-z0-9-]{0,30}}
 * @param url as git takes it, without user or password in http addresses; or an absolute path
 * @param branches branch by environment, as far as the file gives them
 * @param aggregation of what it is put together; the url is that of the first then
 */
public record Repository(String name, String url, Map<String, String> branches, Optional<Aggregation> aggregation) {

    /** The branch when the file names none. */
    public static final String DEFAULT_BRANCH = "main";

    /** The name of Odoo's own code, where releases bring it. */
    public static final String ODOO = "odoo";

    /** How the address of a package for Debian ends. */
    public static final String PACKAGE = ".deb";

    /** Between the address of a package and its checksum. */
    public static final String CHECKSUM = "#sha256=";

    /** The name of the repository of Odoo Enterprise. */
    public static final String ENTERPRISE = "enterprise";

    /** Whether it is a package for Debian in the place of a repository. */
    public boolean packaged() {
        return name.equals(ODOO) && url.endsWith(PACKAGE);
    }

    public Repository {
        branches = Map.copyOf(branches);
    }

    /** One that is as somebody pushed it. */
    public Repository(String name, String url, Map<String, String> branches) {
        this(name, url, branches, Optional.empty());
    }

    /**
     * The branch of an environment: its own, else production's, else {@link #DEFAULT_BRANCH}; that of an aggregation is the
     * same everywhere.
     */
    public String branch(String environment) {
        if (aggregation.isPresent()) {
            return aggregation.get().target();
        }
        String production = branches.getOrDefault(Project.PRODUCTION, DEFAULT_BRANCH);
        return branches.getOrDefault(environment, production);
    }
}
