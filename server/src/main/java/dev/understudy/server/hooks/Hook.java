package dev.understudy.server.hooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where other programs are told, or by what a git server tells of pushes.
 *
 * @param name what it is for
 * @param address where it is told; empty for one of a git server
 * @param only the kinds that are told; all when there are none
 * @param nearby whether it may be on this machine or in a private network
 * @param branch pushes to it make a release; empty for none
 * @param rehearse whether such a release is rehearsed at once
 * @param statuses what a git server is told of commits; empty for what is told otherwise
 */
public record Hook(
        String id,
        String name,
        String address,
        List<String> only,
        boolean nearby,
        String branch,
        boolean rehearse,
        Instant madeAt,
        String madeBy,
        Optional<Statuses> statuses) {

    public Hook {
        only = List.copyOf(only);
    }

    /**
     * A git server that is told how the commits of releases do.
     *
     * @param repositories whose commits are told; all when there are none
     */
    public record Statuses(Forge forge, List<String> repositories) {

        public Statuses {
            repositories = List.copyOf(repositories);
        }

        boolean tells(String repository) {
            return repositories.isEmpty() || repositories.contains(repository);
        }
    }

    /** How it is called where there are several kinds: {@code out}, {@code in} or {@code status}. */
    public String way() {
        return statuses.isPresent() ? "status" : tells() ? "out" : "in";
    }

    /** Whether it tells others. */
    public boolean tells() {
        return !address.isEmpty();
    }
}
