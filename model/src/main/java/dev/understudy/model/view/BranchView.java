package dev.understudy.model.view;

/**
 * The branch of a stage in a repository, where the repository comes from.
 *
 * @param stage the environment, or the stage that has none, for which the project names it
 * @param commit the full hash that it stands at; empty while there is none of that name
 * @param release what the environment runs; empty where there is none
 * @param ahead commits that it has and this release does not have
 * @param behind commits that this release has and it does not have
 * @param guarded whether Understudy's hook lets releases alone change it
 */
public record BranchView(
        String repository,
        String stage,
        String branch,
        String commit,
        String release,
        int ahead,
        int behind,
        boolean guarded) {}
