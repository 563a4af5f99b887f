package dev.understudy.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Accounts in memory. */
final class MemoryAccountBook implements AccountBook {

    private final Map<String, Password> passwords = new ConcurrentHashMap<>();
    private final Map<String, Factor> factors = new ConcurrentHashMap<>();
    private final Map<String, Long> steps = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> recovery = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final Map<String, Attempts> attempts = new HashMap<>();

    private record Password(String hash, Instant since) {}

    private record Attempts(int count, Instant next) {}

    @Override
    public Optional<String> password(String person) {
        return Optional.ofNullable(passwords.get(person)).map(Password::hash);
    }

    @Override
    public void keepPassword(String person, String hash, Instant now) {
        passwords.put(person, new Password(hash, now));
    }

    @Override
    public Map<String, Instant> passwords() {
        return passwords.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().since()));
    }

    @Override
    public boolean close(String person, Instant now) {
        boolean there = passwords.remove(person) != null;
        boolean closedNow = closed.add(person);
        return dropFactor(person) || there || closedNow;
    }

    @Override
    public boolean closed(String person) {
        return closed.contains(person);
    }

    @Override
    public void reopen(String person) {
        closed.remove(person);
    }

    @Override
    public Optional<Factor> factor(String person) {
        return Optional.ofNullable(factors.get(person));
    }

    @Override
    public Set<String> factors() {
        return factors.entrySet().stream()
                .filter(entry -> entry.getValue().confirmed())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public void keepFactor(String person, String sealed) {
        factors.put(person, new Factor(sealed, false));
        steps.put(person, 0L);
    }

    @Override
    public void confirmFactor(String person, Instant now, Set<String> recoveryHashes) {
        factors.computeIfPresent(person, (_, factor) -> new Factor(factor.sealed(), true));
        recovery.put(person, new HashSet<>(recoveryHashes));
    }

    @Override
    public boolean dropFactor(String person) {
        recovery.remove(person);
        return factors.remove(person) != null;
    }

    @Override
    public boolean spendStep(String person, long step) {
        return steps.getOrDefault(person, 0L) < step && steps.put(person, step) != null;
    }

    @Override
    public boolean spendRecovery(String person, String hash) {
        return recovery.getOrDefault(person, new HashSet<>()).remove(hash);
    }

    @Override
    public int recoveryLeft(String person) {
        return recovery.getOrDefault(person, Set.of()).size();
    }

    @Override
    public synchronized Optional<Instant> attempt(String person, Instant now, IntFunction<Duration> wait) {
        Attempts made = attempts.getOrDefault(person, new Attempts(0, now));
        if (made.next().isAfter(now)) {
            return Optional.of(made.next());
        }
        attempts.put(person, new Attempts(made.count() + 1, now.plus(wait.apply(made.count() + 1))));
        return Optional.empty();
    }

    @Override
    public synchronized void forgetAttempts(String person) {
        attempts.remove(person);
    }
}
