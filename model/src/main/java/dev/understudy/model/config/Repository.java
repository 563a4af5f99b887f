package dev.understudy.model.config;

import java.util.Map;

/**
 * A git repository of addons.
 *
 * @param name {@code [a-z][a-z0-9-]{0,30}}
 * @param url as git takes it, without user or password in http addresses; or an absolute path
 * @param branches branch by environment, as far as the file gives them
 */
public record Repository(String name, String url, Map<String, String> branches) {

    /** The branch when the file names none. */
    public static final String DEFAULT_BRANCH = "main";

    /** The name of Odoo's own repository, where Odoo comes from its source. */
    public static final String ODOO = "odoo";

    /** The name of the repository of Odoo Enterprise. */
    public static final String ENTERPRISE = "enterprise";

    public Repository {
        branches = Map.copyOf(branches);
    }

    /** The branch of an environment: its own, else production's, else {@link #DEFAULT_BRANCH}. */
    public String branch(String environment) {
        String production = branches.getOrDefault(Project.PRODUCTION, DEFAULT_BRANCH);
        return branches.getOrDefault(environment, production);
    }
}
