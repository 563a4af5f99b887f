package dev.understudy.server.hooks;

import java.time.Instant;
import java.util.List;

/**
 * Where other programs are told, or by what a git server tells of pushes.
 *
 * @param name what it is for
 * @param address where it is told; empty for one of a git server
 * @param only the kinds that are told; all when there are none
 * @param nearby whether it may be on this machine or in a private network
 * @param branch pushes to it make a release; empty for none
 * @param rehearse whether such a release is rehearsed at once
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
        String madeBy) {

    public Hook {
        only = List.copyOf(only);
    }

    /** Whether it tells others. */
    public boolean tells() {
        return !address.isEmpty();
    }
}
