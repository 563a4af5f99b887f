package dev.understudy.server.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Links and sessions in memory. */
public final class MemoryBook implements SessionBook {

    private final Map<String, Instant> links = new ConcurrentHashMap<>();
    private final Map<String, Kept> sessions = new ConcurrentHashMap<>();

    private record Kept(Instant opened, Instant expires) {}

    @Override
    public void keepLink(String hash, Instant expires) {
        links.put(hash, expires);
    }

    @Override
    public boolean spendLink(String hash, Instant now) {
        Instant expires = links.remove(hash);
        return expires != null && expires.isAfter(now);
    }

    @Override
    public void open(String hash, String person, Instant opened, Instant expires) {
        sessions.put(hash, new Kept(opened, expires));
    }

    @Override
    public Optional<Instant> opened(String hash, Instant now) {
        return Optional.ofNullable(sessions.get(hash))
                .filter(kept -> kept.expires().isAfter(now))
                .map(Kept::opened);
    }

    @Override
    public void end(String hash) {
        sessions.remove(hash);
    }
}
