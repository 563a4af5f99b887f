package dev.understudy.server.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Links and sessions in memory: those of the operator before there is a project whose control plane keeps them. They end with the
 * service.
 */
public final class UnkeptSessions implements SessionBook {

    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Link(String person, Instant expires) {}

    private record Session(String person, Kept kept, Instant expires) {}

    @Override
    public void keepLink(String hash, String person, Instant expires) {
        links.values().removeIf(link -> !person.isEmpty() && link.person().equals(person));
        links.put(hash, new Link(person, expires));
    }

    @Override
    public boolean spendLink(String hash, Instant now) {
        Link link = links.remove(hash);
        return link != null && link.expires().isAfter(now);
    }

    @Override
    public void open(String hash, String person, Instant opened, Instant expires, boolean strong) {
        sessions.put(hash, new Session(person, new Kept(opened, opened, strong), expires));
    }

    @Override
    public Optional<Kept> session(String hash, Instant now) {
        return Optional.ofNullable(sessions.get(hash))
                .filter(session -> session.expires().isAfter(now))
                .map(Session::kept);
    }

    @Override
    public void prove(String hash, Instant now) {
        sessions.computeIfPresent(
                hash,
                (_, session) -> new Session(
                        session.person(),
                        new Kept(session.kept().opened(), now, session.kept().strong()),
                        session.expires()));
    }

    @Override
    public void end(String hash) {
        sessions.remove(hash);
    }

    @Override
    public void endAll(String person) {
        sessions.values().removeIf(session -> session.person().equals(person));
        links.values().removeIf(link -> link.person().equals(person));
    }
}
