package dev.understudy.model.method;

/** How the branch of an environment comes to a release that enters it, in repositories that name a branch for it. */
public enum Promotion {
    /** People move branches. */
    NONE,
    /** It moves forward to the release's commit. What it has and the release has not stops the release. */
    FAST_FORWARD,
    /** As fast-forward, without merges; branches of earlier stages are rebased on what they lack then. */
    LINEAR,
    /** It gets a merge of the release, which changes no more than the release does. */
    MERGE
}
