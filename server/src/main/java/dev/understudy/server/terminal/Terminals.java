package dev.understudy.server.terminal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.model.view.TerminalView;
import dev.understudy.server.access.Accounts.Notes;
import dev.understudy.server.terminal.Ground.Data;
import dev.understudy.targets.host.InteractiveProcess.Size;
import dev.understudy.targets.host.Patience;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The terminals of a project. Who has one, when, where and why is in the audit log, with the digest of what it showed; the
 * recording is kept in the control plane. Whether they may is looked at again every second.
 */
public final class Terminals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);

    /** Open ones of a project, and of one person. */
    static final int MOST = 8;

    static final int MOST_OF_ONE = 4;

    /** The verb of the audit log for the end of one, whose detail ends with the digest of the recording. */
    public static final String ENDED = "terminal-ended";

    private static final Duration NOTED = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int MOST_REASON = 500;
    private static final int SHOWN = 50;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Ground ground;
    private final TerminalBook book;
    private final Notes notes;
    private final BiPredicate<String, String> noted;
    private final InstantSource clock;
    private final Map<String, Terminal> open = new ConcurrentHashMap<>();

    /**
     * @param noted whether the audit log has a digest for the terminal of an id
     */
    public Terminals(
            Ground ground, TerminalBook book, Notes notes, BiPredicate<String, String> noted, InstantSource clock) {
        this.ground = ground;
        this.book = book;
        this.notes = notes;
        this.noted = noted;
        this.clock = clock;
    }

    /**
     * What somebody wants.
     *
     * @param who a person's name, or {@code operator}
     * @param reason as they say it; may be empty where none is asked for
     * @param holder what the one who sits down must show: the session by which it was opened
     * @param may whether they still may; asked again and again
     */
    public record Order(
            String environment,
            TerminalProgram program,
            String who,
            String reason,
            String holder,
            BooleanSupplier may) {}

    /** Whose data lies there. Throws {@code environment.not-found}. */
    public Data data(String environment) {
        return ground.data(environment);
    }

    /** Ends what an earlier service left. */
    public void begin() {
        for (TerminalView left : book.open()) {
            try {
                ground.sweep(left.environment(), left.id());
                seal(
                        left.id(),
                        left.environment(),
                        left.program(),
                        left.who(),
                        End.SERVICE,
                        Recording.Sealed.of(book, left.id()));
            } catch (RuntimeException failure) {
                LOG.warn("The terminal {} of an earlier service could not be ended", left.id(), failure);
            }
        }
    }

    /**
     * Allows a terminal; whoever wants it has a minute to sit down.
     *
     * @throws dev.understudy.model.fault.FaultException as {@link Ground#require}, {@code server.terminal-rights}, {@code
     *     server.terminal-reason}, {@code server.terminal-many}
     */
    public synchronized Terminal open(Order order) {
        Data data = ground.data(order.environment());
        if (!order.may().getAsBoolean()) {
            throw notTheirs(data).exception();
        }
        String reason = order.reason().strip();
        if (reason.length() > MOST_REASON || (data.asksWhy() && reason.isEmpty())) {
            throw Fault.refused("server.terminal-reason", MOST_REASON).exception();
        }
        ground.require(order.environment());
        long theirs = open.values().stream()
                .filter(one -> one.order().who().equals(order.who()))
                .count();
        if (open.size() >= MOST || theirs >= MOST_OF_ONE) {
            throw Fault.refused("server.terminal-many", MOST_OF_ONE, MOST).exception();
        }
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        Instant now = clock.instant();
        String program = order.program().word();
        book.open(new TerminalView(id, order.environment(), program, order.who(), reason, now, null, "", 0, ""));
        notes.note(
                now,
                "terminal-opened",
                id,
                order.who(),
                program + " on " + order.environment() + (reason.isEmpty() ? "" : ": " + reason));
        Terminal terminal = new Terminal(id, order, clock, this::finish);
        open.put(id, terminal);
        return terminal;
    }

    /**
     * Sits somebody down, once.
     *
     * @throws dev.understudy.model.fault.FaultException {@code server.terminal-not-found} for another's, and one that was
     *     taken; as {@link Ground#seat}
     */
    public Terminal sit(String id, String environment, String holder, Wire wire, Size size) {
        Terminal terminal = awaited(id, environment, holder);
        Recording recording = new Recording(
                terminal.order().program().word() + " on " + environment,
                size,
                clock,
                (piece, number) -> book.append(id, number, piece));
        if (!terminal.begin(wire, recording, ground, size)) {
            throw Fault.usage("server.terminal-not-found", id).exception();
        }
        return terminal;
    }

    /** Refuses one for whom no terminal waits. Throws {@code server.terminal-not-found}. */
    public Terminal awaited(String id, String environment, String holder) {
        Terminal terminal = open.get(id);
        if (terminal == null
                || !terminal.order().environment().equals(environment)
                || !terminal.order().holder().equals(holder)) {
            throw Fault.usage("server.terminal-not-found", id).exception();
        }
        return terminal;
    }

    /** Whether somebody sits at an environment. */
    public boolean any(String environment) {
        return open.values().stream().anyMatch(one -> one.order().environment().equals(environment));
    }

    /** Those of an environment, the newest first. */
    public List<TerminalView> list(String environment) {
        return book.list(environment, SHOWN);
    }

    /** One that is or was. Throws {@code server.terminal-not-found}. */
    public TerminalView one(String id, String environment) {
        return book.find(id)
                .filter(found -> found.environment().equals(environment))
                .orElseThrow(() -> Fault.usage("server.terminal-not-found", id).exception());
    }

    /** Gives what one showed, and notes who looks at it: it may hold what is nobody's to see. */
    public void replay(TerminalView terminal, String who, TerminalBook.Sink sink) throws IOException {
        notes.note(clock.instant(), "terminal-replayed", terminal.id(), who, "");
        book.recording(terminal.id(), sink);
    }

    /** Whether a recording is what the audit log sealed. */
    public boolean sealed(TerminalView terminal) {
        return terminal.endedAt() != null
                && Recording.Sealed.of(book, terminal.id()).digest().equals(terminal.digest())
                && noted.test(terminal.id(), terminal.digest());
    }

    /** Ends one that is open; nothing for another. */
    public void end(String id) {
        Terminal terminal = open.get(id);
        if (terminal != null) {
            terminal.end(End.ENDED);
        }
    }

    /** Looks which may go on. */
    public void look() {
        for (Terminal terminal : open.values()) {
            try {
                terminal.look();
            } catch (RuntimeException failure) {
                LOG.error("What the terminal {} stands on is not known", terminal.id(), failure);
                terminal.end(End.ENVIRONMENT);
            }
        }
    }

    /** Ends all of them, and waits a while until their ends are noted. */
    @Override
    public void close() {
        open.values().forEach(terminal -> terminal.end(End.SERVICE));
        if (!Patience.HERE.until(open::isEmpty, NOTED, LOOK, "terminals")) {
            LOG.warn("The ends of {} terminals are noted at the next start", open.size());
        }
    }

    private static Fault notTheirs(Data data) {
        return data == Data.PRODUCTION
                ? Fault.refused("server.terminal-production")
                : Fault.refused("server.terminal-unmasked");
    }

    private void finish(Terminal terminal) {
        Order order = terminal.order();
        Recording recording = terminal.recording();
        try {
            Recording.Sealed sealed = recording == null ? Recording.Sealed.of(book, terminal.id()) : recording.end();
            seal(terminal.id(), order.environment(), order.program().word(), order.who(), terminal.why(), sealed);
        } catch (RuntimeException failure) {
            LOG.error("The end of the terminal {} could not be noted", terminal.id(), failure);
        } finally {
            boolean _ = open.remove(terminal.id(), terminal);
        }
    }

    private void seal(String id, String environment, String program, String who, End why, Recording.Sealed sealed) {
        Instant now = clock.instant();
        if (book.end(id, now, why.word(), sealed.bytes(), sealed.digest())) {
            notes.note(
                    now,
                    ENDED,
                    id,
                    who,
                    program + " on " + environment + ", " + why.word() + ", recording sha256:" + sealed.digest());
        }
    }
}
