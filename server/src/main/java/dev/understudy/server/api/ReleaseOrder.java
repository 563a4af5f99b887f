package dev.understudy.server.api;

import java.util.Map;

/**
 * What a release is to be made of.
 *
 * @param branch the branch of every repository that {@code commits} does not name; empty for the branch that each
 *     repository has for production
 * @param commits a commit, tag or branch by repository
 * @param by who asks
 */
public record ReleaseOrder(String branch, Map<String, String> commits, String by) {

    public ReleaseOrder {
        commits = Map.copyOf(commits);
    }
}
