package dev.understudy.server.terminal;

import dev.understudy.model.view.TerminalView;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Terminals in memory. */
public final class MemoryTerminalBook implements TerminalBook {

    private final Map<String, TerminalView> terminals = new ConcurrentHashMap<>();
    private final Map<String, List<String>> pieces = new ConcurrentHashMap<>();
    private volatile boolean full;

    /** From now on nothing more is kept. */
    public void fillUp() {
        full = true;
    }

    /** What was recorded so far. */
    public String cast(String id) {
        return String.join("", List.copyOf(pieces.getOrDefault(id, List.of())));
    }

    /** Changes a recording, as nobody should. */
    public void forge(String id, String other) {
        pieces.put(id, List.of(other));
    }

    @Override
    public void open(TerminalView terminal) {
        terminals.put(terminal.id(), terminal);
    }

    @Override
    public void append(String id, int number, String piece) {
        if (full) {
            throw new IllegalStateException("no room");
        }
        List<String> kept = pieces.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>());
        if (kept.size() != number) {
            throw new IllegalStateException("piece " + number + " after " + kept.size());
        }
        kept.add(piece);
    }

    @Override
    public boolean end(String id, Instant at, String why, long bytes, String digest) {
        TerminalView open = terminals.get(id);
        if (open == null || open.endedAt() != null) {
            return false;
        }
        terminals.put(
                id,
                new TerminalView(
                        id,
                        open.environment(),
                        open.program(),
                        open.who(),
                        open.reason(),
                        open.openedAt(),
                        at,
                        why,
                        bytes,
                        digest));
        return true;
    }

    @Override
    public List<TerminalView> list(String environment, int limit) {
        return terminals.values().stream()
                .filter(one -> one.environment().equals(environment))
                .sorted(Comparator.comparing(TerminalView::openedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<TerminalView> open() {
        return terminals.values().stream().filter(one -> one.endedAt() == null).toList();
    }

    @Override
    public Optional<TerminalView> find(String id) {
        return Optional.ofNullable(terminals.get(id));
    }

    @Override
    public void recording(String id, Sink sink) throws IOException {
        for (String piece : pieces.getOrDefault(id, List.of())) {
            sink.take(piece);
        }
    }
}
