package dev.understudy.server.mailbox;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Ports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mailboxes of a project: one for each environment whose mail must not leave. Only the environment's own Odoo sends there. */
public final class Mailboxes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);

    /** Between two looks for mails that are too old. */
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final MailBook book;
    private final Owners owners;
    private final InstantSource clock;
    private final Map<String, Open> open = new HashMap<>();
    private Set<String> known = Set.of();
    private Instant next = Instant.MIN;
    private boolean first = true;
    private boolean closed;

    private record Open(int port, String user, Mailbox mailbox) {}

    /** Knows whose process is at the other end of a connection over loopback. */
    public interface Owners {

        /** Whether it is a user's. */
        boolean owns(String user, int theirs, int ours);
    }

    public Mailboxes(MailBook book, Owners owners, InstantSource clock) {
        this.book = book;
        this.owners = owners;
        this.clock = clock;
    }

    /** Opens a mailbox for each of these that wants one, and closes those of others; their mails are deleted, and those that are too old. */
    public synchronized void keep(Collection<Environment> present) {
        if (closed) {
            return;
        }
        Map<String, Environment> wanted = new HashMap<>();
        present.stream()
                .filter(environment -> Ports.mailbox(environment).isPresent())
                .forEach(environment -> wanted.put(environment.name(), environment));
        try (ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor()) {
            open.entrySet().removeIf(one -> {
                boolean same = fits(one.getValue(), wanted.get(one.getKey()));
                if (!same) {
                    ends.execute(one.getValue().mailbox()::close);
                }
                return !same;
            });
        }
        wanted.values().forEach(this::open);
        if (first || !known.equals(wanted.keySet())) {
            book.forgetOthers(wanted.keySet());
            known = Set.copyOf(wanted.keySet());
            first = false;
        }
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            book.forgetOld(now);
            next = now.plus(BETWEEN);
        }
    }

    private static boolean fits(Open mailbox, @Nullable Environment environment) {
        return environment != null
                && Ports.mailbox(environment).equals(OptionalInt.of(mailbox.port()))
                && environment.systemUser().equals(mailbox.user());
    }

    /** A port that somebody else has taken is tried again in the next round. */
    private void open(Environment environment) {
        String name = environment.name();
        if (open.containsKey(name)) {
            return;
        }
        int port = Ports.mailbox(environment).orElseThrow();
        String user = environment.systemUser();
        IntPredicate welcome = theirs -> user.isEmpty() || owners.owns(user, theirs, port);
        try {
            Mailbox mailbox = new Mailbox(
                    name, port, welcome, Mailbox.Bounds.USUAL, mail -> book.keep(name, clock.instant(), mail));
            open.put(name, new Open(port, user, mailbox));
        } catch (RuntimeException taken) {
            LOG.warn(
                    "The mailbox of {} cannot be opened on port {}: {}",
                    name,
                    port,
                    String.valueOf(taken.getMessage()));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try (ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor()) {
            open.values().forEach(one -> ends.execute(one.mailbox()::close));
        }
        open.clear();
    }
}
