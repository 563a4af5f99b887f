package dev.understudy.server.access;

import dev.understudy.model.config.AccessSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who gets in by a project, in memory, at a time that is moved by hand. */
public final class MemoryAccess implements InstantSource {

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final UnkeptSessions sessions = new UnkeptSessions();
    private final SecretBox box = new SecretBox(new byte[32]);
    private AccessSettings settings = AccessSettings.DEFAULT;
    private final ProjectAccess access = new ProjectAccess(
            () -> settings,
            sessions,
            new Accounts(
                    new MemoryAccountBook(),
                    box,
                    (at, verb, person, who, detail) -> notes.add(verb + " " + person + " by " + who),
                    this),
            new MemoryTokenBook(),
            new Shares.Shelf(
                    new MemoryShareBook(),
                    (at, verb, id, who, detail) -> notes.add(verb + " " + detail + " by " + who)),
            new Loans(
                    new MemoryLoanBook(),
                    (at, verb, id, who, detail) -> notes.add(verb + " " + detail + " by " + who),
                    this),
            new OpenIdSignIn(() -> settings.openId(), box, this, Map.of()));
    private volatile Duration ahead = Duration.ZERO;

    public ProjectAccess books() {
        return access;
    }

    /** What seals secrets. */
    public SecretBox box() {
        return box;
    }

    /** What was noted in the audit log, a line each. */
    public List<String> notes() {
        return notes;
    }

    /** As if the project's file had been changed. */
    public void set(AccessSettings changed) {
        settings = changed;
    }

    /** Time passes. */
    public void pass(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
