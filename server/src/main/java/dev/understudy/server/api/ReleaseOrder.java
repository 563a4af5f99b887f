package dev.understudy.server.api;

import java.util.Map;
import java.util.Set;

/**
 * What a release is to be made of.
 *
 * @param branch the branch of every repository that {@code commits} does not name; empty for the branch that each
 *     repository has for production
 * @param commits a commit, tag or branch by repository
 * @param install modules to be installed beside those that {@code understudy.yaml} names
 * @param uninstall modules to be uninstalled
 * @param acceptUnreached whether migration scripts may be there that Odoo passes over
 * @param by who asks
 */
public record ReleaseOrder(
        String branch,
        Map<String, String> commits,
        Set<String> install,
        Set<String> uninstall,
        boolean acceptUnreached,
        String by) {

    public ReleaseOrder {
        commits = Map.copyOf(commits);
        install = Set.copyOf(install);
        uninstall = Set.copyOf(uninstall);
    }
}
