package dev.understudy.targets.edge;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What stands between users and Odoo. For every environment one slot is open, or none: then requests are held, and served
 * when a slot opens. Which slot is open is kept on the disk and asked for every request, so a switch is one rename, is
 * right at any moment that Understudy dies, and needs no word to the edge.
 */
public interface Edge {

    /**
     * Serves exactly these sites, and runs when it did not; ends when there are none. Idempotent; requests under way go on.
     *
     * @throws dev.understudy.model.fault.FaultException {@code edge.no-caddy}, {@code edge.not-started},
     *     {@code edge.port-taken}, {@code edge.refused} when the sites cannot be served: those before stay
     */
    void serve(List<Site> sites);

    /** Opens one slot and closes the other, at once. */
    void open(String environment, Slot slot);

    /** Opens the way to the Odoo that Understudy does not run, and closes the slots, at once. */
    void openElsewhere(String environment);

    /** Closes both slots, and the way elsewhere: requests wait from now on. */
    void hold(String environment);

    /** Closes both slots of an environment that sleeps: requests wait from now on, and it is told that they do. */
    void sleep(String environment);

    /** Whether an environment sleeps. */
    boolean asleep(String environment);

    /** Whether somebody asked for an environment that sleeps, since the last look; a page that is only open does not count. */
    boolean asked(String environment);

    /** Lets requests that may take long wait from now on: reports, exports and imports. Others go on to the open slot. */
    void holdLong(String environment);

    /** The slot that is open, to all requests. */
    Optional<Slot> opened(String environment);

    /** Whether requests go to the Odoo that Understudy does not run. */
    boolean openedElsewhere(String environment);

    /**
     * How many requests Odoo is at work on at a web port, as the edge counts them; websockets are not among them.
     */
    int requests(int port);

    /** How many of them may take long: reports, exports and imports. */
    int longRequests(int port);

    /** What the page tells that is shown to requests that waited too long: when the environment should serve again. */
    void expect(String environment, Instant again);

    /** What keeps users from the url of a site that is served: its certificate. Empty when nothing does. */
    Optional<Fault> trouble(Site site);

    /**
     * Reads in what was answered for an environment, and follows it.
     *
     * @param since answers that ended before are not told
     */
    AccessLog answers(String environment, Instant since);

    /** Whether it runs. */
    boolean running();

    /** Ends it. */
    void stop();
}
