package dev.understudy.server.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links to copies in memory, where time does not make room for more looks. */
final class MemoryShareBook implements ShareBook {

    private final Map<String, Kept> links = new LinkedHashMap<>();
    private final Map<String, Integer> counted = new HashMap<>();

    @Override
    public synchronized void keep(Kept link, String hash) {
        links.put(hash, link);
    }

    @Override
    public synchronized Optional<Kept> find(String hash, Instant now) {
        return Optional.ofNullable(links.get(hash))
                .filter(link -> link.endedAt() == null && link.expiresAt().isAfter(now));
    }

    @Override
    public synchronized boolean look(String id, Instant now, int most) {
        return counted.merge("looks " + id, 1, Integer::sum) <= most;
    }

    @Override
    public synchronized boolean tell(String id, Instant now, int most) {
        return counted.merge("told " + id, 1, Integer::sum) <= most;
    }

    @Override
    public synchronized List<Kept> all() {
        return new ArrayList<>(links.values()).reversed();
    }

    @Override
    public synchronized boolean end(String id, Instant now) {
        boolean there = links.values().stream()
                .anyMatch(link -> link.id().equals(id)
                        && link.endedAt() == null
                        && link.expiresAt().isAfter(now));
        links.replaceAll((_, link) -> link.id().equals(id)
                ? new Kept(
                        link.id(),
                        link.environment(),
                        link.guest(),
                        link.allows(),
                        link.madeAt(),
                        link.madeBy(),
                        link.expiresAt(),
                        now,
                        link.usedAt())
                : link);
        return there;
    }
}
