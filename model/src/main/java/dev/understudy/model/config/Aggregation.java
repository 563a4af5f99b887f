package dev.understudy.model.config;

import java.util.List;

/**
 * A repository that is put together of several branches, as git-aggregator does it: what its {@code repos.yaml} says of one
 * folder.
 *
 * @param target the name of the branch that this makes
 * @param merges what is merged, in this order; the first is what the others are merged into
 */
public record Aggregation(String target, List<Merge> merges) {

    public Aggregation {
        merges = List.copyOf(merges);
        if (merges.isEmpty()) {
            throw new IllegalArgumentException("nothing to merge");
        }
    }

    /** Where the code comes from that the others are merged into. */
    public String url() {
        return merges.getFirst().url();
    }

    /**
     * One of those that are merged.
     *
     * @param remote the name of where it is fetched from
     * @param url the address of that
     * @param revision a branch, tag, commit or reference there, as {@code refs/pull/123/head}
     */
    public record Merge(String remote, String url, String revision) {

        /** As the file has it. */
        public String shown() {
            return remote + " " + revision;
        }
    }
}
