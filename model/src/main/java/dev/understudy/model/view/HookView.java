package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where other programs are told of a project, or by what a git server tells it of pushes.
 *
 * @param name what it is for
 * @param way {@code out} to tell, {@code in} to be told
 * @param address where it is told; for a git server, below the address of the service
 * @param only the kinds that are told; all when there are none
 * @param branch pushes to it make a release; empty for none
 * @param rehearse whether such a release is rehearsed at once
 * @param last when it last told, or was told; absent before
 * @param waiting how much is still to be told, or to be done about pushes
 * @param problem what hindered that last; absent when nothing does
 * @param secret by which both sides sign, in the answer to who makes it and never again
 */
public record HookView(
        String id,
        String name,
        String way,
        String address,
        List<String> only,
        String branch,
        boolean rehearse,
        Instant madeAt,
        String madeBy,
        @Nullable Instant last,
        long waiting,
        @Nullable String problem,
        @Nullable String secret) {

    public HookView {
        only = List.copyOf(only);
    }
}
