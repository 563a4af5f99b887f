package dev.understudy.targets.fence;

import dev.understudy.model.fault.Fault;
import java.util.List;

/** Where no fence can be made: not root, or no packet filter. */
public final class NoFence implements Fence {

    @Override
    public boolean possible() {
        return false;
    }

    @Override
    public void close(String user, List<Integer> reachable, List<Integer> served, List<Opening> openings) {
        throw Fault.refused("fence.impossible", user).exception();
    }

    @Override
    public void open(String user) {
        // There is none to open.
    }

    @Override
    public void sweep() {
        // There is none to open.
    }

    @Override
    public boolean closed(String user) {
        return false;
    }
}
