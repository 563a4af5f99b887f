package dev.understudy.engine.fake;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.edge.AccessLog;
import dev.understudy.targets.edge.Edge;
import dev.understudy.targets.edge.Site;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file says which slot is open. As soon as one is, a user orders something; somebody must serve them. Somebody else has
 * asked for a report, and has it a few looks after the slot was closed.
 */
final class FakeEdge implements Edge {

    /** How often one looks at a closed slot until it has answered all. */
    private static final int LOOKS = 3;

    private final Path file;
    private final FakeServing serving;
    private final Flaw flaw;
    private final Effects effects;
    private final Map<Slot, Integer> looks = new EnumMap<>(Slot.class);
    private final Set<String> asleep = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private boolean portLost;

    FakeEdge(Path environment, FakeServing serving, Flaw flaw, Effects effects) {
        this.file = environment.resolve("open");
        this.serving = serving;
        this.flaw = flaw;
        this.effects = effects;
    }

    /** From now on another program has its port. */
    void losePort() {
        portLost = true;
    }

    /** Nobody comes by the network. */
    @Override
    public void serve(List<Site> sites) {
        if (portLost) {
            throw Fault.refused("edge.port-taken", "443", "nginx").exception();
        }
    }

    @Override
    public void open(String environment, Slot slot) {
        if (!opened(environment).equals(Optional.of(slot))) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, slot.name());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            effects.happened("opened " + slot);
            looks.put(slot, LOOKS);
        }
        serving.order(slot);
    }

    @Override
    public void openElsewhere(String environment) {
        throw new UnsupportedOperationException("nobody is followed here");
    }

    @Override
    public boolean openedElsewhere(String environment) {
        return false;
    }

    @Override
    public void hold(String environment) {
        asleep.remove(environment);
        try {
            if (Files.deleteIfExists(file)) {
                effects.happened("held");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void sleep(String environment) {
        asleep.add(environment);
    }

    @Override
    public boolean asleep(String environment) {
        return asleep.contains(environment);
    }

    @Override
    public boolean asked(String environment) {
        return asleep(environment) && asked.remove(environment);
    }

    /** Somebody asks for an environment. */
    void ask(String environment) {
        asked.add(environment);
    }

    @Override
    public void holdLong(String environment) {
        // Whoever orders here does not take long.
    }

    @Override
    public Optional<Slot> opened(String environment) {
        try {
            return Files.exists(file) ? Optional.of(Slot.valueOf(Files.readString(file))) : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public int requests(int port) {
        Slot slot = serving.slot(port);
        int left = looks.getOrDefault(slot, 0);
        if (left == 0 || opened("").equals(Optional.of(slot))) {
            return Math.min(left, 1);
        }
        looks.put(slot, left - 1);
        if (left == 1) {
            effects.happened(slot + " has answered all");
        }
        return 1;
    }

    @Override
    public int longRequests(int port) {
        return 0;
    }

    @Override
    public void expect(String environment, Instant again) {
        // Nobody waits.
    }

    @Override
    public Optional<Fault> trouble(Site site) {
        return Optional.empty();
    }

    @Override
    public AccessLog answers(String environment, Instant since) {
        return new FakeAnswers(since, flaw);
    }

    @Override
    public boolean running() {
        return true;
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("no recipe ends the edge");
    }
}
