package dev.understudy.server.hooks;

import dev.understudy.model.view.DeliveryView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hooks of a project, and what is to be told by them and was told to them, as its control plane keeps it. */
public interface HookBook {

    /** Keeps a hook; what was noted before is not told by it. */
    void keep(Hook hook, String sealed);

    /** All of them, in the order in which they were made. */
    List<Kept> all();

    /** Takes one away, with what it has still to tell; whether there was one. */
    boolean remove(String id);

    /** What a hook is to tell and has not been given. */
    List<Event> news(Hook hook, int most);

    /**
     * Gives a hook something to tell, unless it was given that. Of what has the same kind and target and was not told yet, nothing is told
     * any more.
     */
    void put(String hook, Event event, Message message, Instant now);

    /** What is to be told at a time, the oldest first. */
    List<Due> due(Instant now, int most);

    /**
     * It was told.
     *
     * @param answer what was said to it
     */
    void told(long number, String answer, Instant now);

    /**
     * It could not be told.
     *
     * @param next when it is tried anew; empty for never
     */
    void notTold(long number, String problem, Optional<Instant> next, Instant now);

    /** Keeps what a git server told; false when it was told before. */
    boolean received(String hook, Push push);

    /** Pushes about which nothing was done yet, the oldest first. */
    List<Waiting> waiting();

    /**
     * Something was done about a push, or cannot be.
     *
     * @param problem why it cannot; empty when it was done
     */
    void done(long number, String outcome, Optional<String> problem, Instant now);

    /** How a hook does. */
    Standing standing(String id);

    /** A hook with the secret by which both sides sign. */
    record Kept(Hook hook, String sealed) {}

    /** What was told and is to be told by a hook, the newest first. */
    List<DeliveryView> deliveries(String hook, int most);

    /** Lets something be told again at once; whether the hook was given that. */
    boolean again(String hook, long number, Instant now);

    /** Forgets what was told, or given up, before a time, and pushes about which something was done before another. */
    void forget(Instant told, Instant pushes);

    /**
     * What is told.
     *
     * @param target where below the hook's address; empty for just there
     */
    record Message(String target, String body) {}

    /** Something to be told. */
    record Due(long number, String hook, String event, String kind, Message message, int tries) {}

    /** A push to be looked at. */
    record Waiting(long number, String hook, Push push) {}

    /**
     * How a hook does.
     *
     * @param last when it last told, or was told
     * @param problem that hindered what it tried last; absent for none
     */
    record Standing(
            @Nullable Instant last, long waiting, @Nullable String problem) {

        static final Standing NEW = new Standing(null, 0, null);
    }
}
