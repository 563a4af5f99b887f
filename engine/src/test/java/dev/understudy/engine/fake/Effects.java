package dev.understudy.engine.fake;

import dev.understudy.engine.crash.Mortality;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that fakes have changed, in order. After each change the process may be killed. */
public final class Effects {

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> reactions = new ConcurrentHashMap<>();

    /** Something has just been changed for good. */
    void happened(String what) {
        happened.add(what);
        Mortality.point(what);
        Runnable reaction = reactions.remove(what);
        if (reaction != null) {
            reaction.run();
        }
    }

    /** Does something in the middle of a step, right after the effect of this name. */
    public void once(String what, Runnable reaction) {
        reactions.put(what, reaction);
    }

    public List<String> all() {
        return List.copyOf(happened);
    }
}
