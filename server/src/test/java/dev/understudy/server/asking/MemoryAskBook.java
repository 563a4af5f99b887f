package dev.understudy.server.asking;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Who was asked, in memory; nothing is tried again. */
public final class MemoryAskBook implements AskBook {

    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Set<String> spent = new HashSet<>();

    @Override
    public synchronized OptionalInt begin(Ask ask, String hash, Instant now, Instant expires) {
        if (links.values().stream().anyMatch(link -> link.ask().equals(ask))) {
            return OptionalInt.empty();
        }
        links.put(hash, new Link(ask, expires));
        return OptionalInt.of(0);
    }

    @Override
    public void sent(String hash, Instant now) {}

    @Override
    public void notSent(String hash, String problem, Instant next) {}

    @Override
    public synchronized Optional<Link> find(String hash, Instant now) {
        return Optional.ofNullable(links.get(hash))
                .filter(link -> link.expires().isAfter(now) && !spent.contains(hash));
    }

    @Override
    public synchronized boolean spend(String hash, Instant now) {
        return find(hash, now).isPresent() && spent.add(hash);
    }

    @Override
    public synchronized void giveBack(String hash) {
        spent.remove(hash);
    }
}
