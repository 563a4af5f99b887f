package dev.understudy.server.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tokens in memory. */
final class MemoryTokenBook implements TokenBook {

    private final Map<String, Kept> tokens = new LinkedHashMap<>();

    @Override
    public synchronized void keep(Kept token, String hash) {
        tokens.put(hash, token);
    }

    @Override
    public synchronized Optional<Kept> use(String hash, Instant now) {
        return Optional.ofNullable(tokens.get(hash))
                .filter(token -> token.revokedAt() == null && token.expiresAt().isAfter(now));
    }

    @Override
    public synchronized List<Kept> all() {
        return new ArrayList<>(tokens.values()).reversed();
    }

    @Override
    public synchronized boolean revoke(String id, Instant now) {
        return end(token -> token.id().equals(id), now);
    }

    @Override
    public synchronized void revokeAll(String person, Instant now) {
        end(token -> token.person().equals(person), now);
    }

    private boolean end(Predicate<Kept> which, Instant now) {
        boolean there = tokens.values().stream().anyMatch(which);
        tokens.replaceAll((_, token) -> which.test(token)
                ? new Kept(
                        token.id(),
                        token.name(),
                        token.person(),
                        token.role(),
                        token.madeAt(),
                        token.madeBy(),
                        token.expiresAt(),
                        now,
                        token.usedAt())
                : token);
        return there;
    }
}
