package dev.understudy.it;

import dev.understudy.model.config.EdgeSettings;
import dev.understudy.targets.edge.CaddyEdge;
import dev.understudy.targets.edge.Edge;
import dev.understudy.targets.runtime.Instance.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks all the time which slot of production the edge lets requests through to, and keeps what it has seen. */
final class Doorway implements AutoCloseable {

    private static final long LOOK_MILLIS = 1;

    private final Edge edge;
    private final List<Optional<Slot>> seen = new ArrayList<>();
    private final Thread looking = Thread.ofPlatform().name("doorway").unstarted(this::look);

    private Doorway(LiveService service) {
        this.edge = new CaddyEdge(service.host(), service.home().directory(), EdgeSettings.DEFAULT);
    }

    /** Begins to look. */
    static Doorway of(LiveService service) {
        Doorway doorway = new Doorway(service);
        doorway.note();
        doorway.looking.start();
        return doorway;
    }

    /** The slots in the order in which they were open; empty while requests were held. */
    synchronized List<Optional<Slot>> seen() {
        return List.copyOf(seen);
    }

    private void look() {
        try {
            while (true) {
                note();
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note() {
        Optional<Slot> open = edge.opened(SampleProduction.PRODUCTION);
        if (seen.isEmpty() || !seen.getLast().equals(open)) {
            seen.add(open);
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
