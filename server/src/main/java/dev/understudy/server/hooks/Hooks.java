package dev.understudy.server.hooks;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.DeliveryView;
import dev.understudy.model.view.HookView;
import dev.understudy.server.access.Accounts.Notes;
import dev.understudy.server.access.SecretBox;
import dev.understudy.server.hooks.HookBook.Due;
import dev.understudy.server.hooks.HookBook.Kept;
import dev.understudy.server.hooks.HookBook.Message;
import dev.understudy.server.hooks.HookBook.Standing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The hooks of a project: other programs are told what happens, and git servers tell of pushes. */
public final class Hooks {

    /** The address by which git servers tell, below that of the service. */
    public static final String ADDRESS = "/hooks/";

    private static final int MOST_NAME = 60;
    private static final int MOST_HOOKS = 20;
    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_SHOWN = 50;
    private static final int SECRET = 32;

    /** How long it can be seen what was told. */
    private static final Duration DELIVERIES = Duration.ofDays(30);

    /** How long a push is known again: after that it would make a release that is there. */
    private static final Duration PUSHES = Duration.ofDays(366);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How long is waited after each failure; after the last it is given up. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private final Supplier<About> about;
    private final HookBook book;
    private final SecretBox box;
    private final Notes notes;
    private final InstantSource clock;
    private volatile boolean unknown = true;
    private volatile boolean any;
    private final Teller teller = new Teller();

    /**
     * Whose hooks they are.
     *
     * @param repositories names by their addresses
     * @param address of the pages, as others reach them
     * @param commits of a release, by the names of their repositories
     */
    public record About(
            String project,
            Map<String, String> repositories,
            String address,
            Function<String, Map<String, String>> commits) {

        public About {
            repositories = Map.copyOf(repositories);
        }

        /** Of a project without releases. */
        public About(String project, Map<String, String> repositories) {
            this(project, repositories, "", _ -> Map.of());
        }
    }

    /**
     * A hook that somebody wants.
     *
     * @param address where it tells; empty for one of a git server, and for the usual one of a forge
     * @param forging the git server that is told of commits; empty for other hooks
     */
    public record Wish(
            String name,
            String address,
            List<String> only,
            boolean nearby,
            String branch,
            boolean rehearse,
            String by,
            Optional<Forging> forging) {

        public Wish {
            only = List.copyOf(only);
        }

        /** Of a hook that tells programs, or is told by a git server. */
        public Wish(
                String name,
                String address,
                List<String> only,
                boolean nearby,
                String branch,
                boolean rehearse,
                String by) {
            this(name, address, only, nearby, branch, rehearse, by, Optional.empty());
        }
    }

    /**
     * A git server that is to be told of commits.
     *
     * @param token that it lets Understudy do so by
     */
    public record Forging(Hook.Statuses statuses, String token) {

        @Override
        public String toString() {
            return "Forging[" + statuses + "]";
        }
    }

    public Hooks(Supplier<About> about, HookBook book, SecretBox box, Notes notes, InstantSource clock) {
        this.about = about;
        this.book = book;
        this.box = box;
        this.notes = notes;
        this.clock = clock;
    }

    /** Whether there are hooks; what nobody asked for costs no look at the control plane. */
    public boolean any() {
        if (unknown) {
            unknown = false;
            any = !book.all().isEmpty();
        }
        return any;
    }

    /** Makes a hook; its secret is shown this once. Throws {@code server.hook-name}, {@code server.hook-address}. */
    public HookView add(Wish wish) {
        String name = wish.name().strip();
        if (name.isEmpty() || name.length() > MOST_NAME || book.all().size() >= MOST_HOOKS) {
            throw Fault.usage("server.hook-name", MOST_NAME, MOST_HOOKS).exception();
        }
        Optional<Forging> forging = wish.forging();
        String address = forging.filter(_ -> wish.address().isEmpty())
                .map(one -> one.statuses().forge().address())
                .orElse(wish.address());
        if (forging.isPresent() || !address.isEmpty()) {
            Destination.of(address, wish.nearby());
        }
        forging.ifPresent(this::check);
        String secret = forging.map(Forging::token)
                .orElseGet(() -> Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET)));
        Hook hook = new Hook(
                HexFormat.of().formatHex(random(4)),
                name,
                address,
                wish.only(),
                wish.nearby(),
                wish.branch(),
                wish.rehearse(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                wish.by(),
                forging.map(Forging::statuses));
        book.keep(hook, box.seal(what(hook), secret.getBytes(StandardCharsets.UTF_8)));
        unknown = true;
        notes.note(
                clock.instant(), "hook-made", hook.id(), wish.by(), name + (hook.tells() ? " " + hook.address() : ""));
        return view(hook, Standing.NEW, forging.isPresent() ? null : secret);
    }

    private void check(Forging forging) {
        if (!forging.token().matches("[\\x21-\\x7e]{1,500}")) {
            throw Fault.usage("server.hook-token").exception();
        }
        forging.statuses().repositories().stream()
                .filter(name -> !about.get().repositories().containsValue(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Fault.usage("server.hook-repository", name).exception();
                });
    }

    public List<HookView> all() {
        return book.all().stream()
                .map(kept -> view(kept.hook(), book.standing(kept.hook().id()), null))
                .toList();
    }

    /** Throws {@code server.hook-not-found}. */
    public void remove(String id, String by) {
        if (!book.remove(id)) {
            throw Fault.usage("server.hook-not-found", id).exception();
        }
        unknown = true;
        notes.note(clock.instant(), "hook-removed", id, by, "");
    }

    /** Tells something at once, to see whether it arrives. Throws {@code server.hook-not-found}, {@code server.hook-tells-nothing}. */
    public HookView test(String id, String by) {
        Hook hook = kept(id).orElseThrow(
                        () -> Fault.usage("server.hook-not-found", id).exception())
                .hook();
        if (!hook.tells() || hook.statuses().isPresent()) {
            throw Fault.refused("server.hook-tells-nothing", hook.name()).exception();
        }
        Instant now = clock.instant();
        put(hook, new Event("test-" + HexFormat.of().formatHex(random(4)), Event.TEST, now, id, by, "", "", ""), now);
        tell(now);
        return view(hook, book.standing(id), null);
    }

    /** What was told by a hook and is to be told, the newest first. Throws {@code server.hook-not-found}. */
    public List<DeliveryView> deliveries(String id) {
        Kept known = kept(id).orElseThrow(
                        () -> Fault.usage("server.hook-not-found", id).exception());
        return book.deliveries(known.hook().id(), MOST_SHOWN);
    }

    /** Tells something again at once. Throws {@code server.hook-not-found}. */
    public void again(String id, long number, String by) {
        Instant now = clock.instant();
        if (!book.again(id, number, now)) {
            throw Fault.usage("server.hook-not-found", id).exception();
        }
        notes.note(now, "hook-sent-again", id, by, "");
        tell(now);
    }

    /** Forgets what was told long ago. */
    public void prune() {
        Instant now = clock.instant();
        book.forget(now.minus(DELIVERIES), now.minus(PUSHES));
    }

    /** Tells what is new, and again what could not be told. */
    public void look() {
        Instant now = clock.instant();
        for (Kept kept : book.all()) {
            Hook hook = kept.hook();
            if (hook.tells()) {
                book.news(hook, MOST_AT_ONCE)
                        .forEach(event -> hook.statuses()
                                .ifPresentOrElse(
                                        statuses -> CommitStatuses.of(statuses, event, about.get())
                                                .forEach(one -> book.put(hook.id(), one.event(), one.message(), now)),
                                        () -> put(hook, event, now)));
            }
        }
        tell(now);
    }

    private void put(Hook hook, Event event, Instant now) {
        Map<String, String> body = Map.of(
                "id", event.id(),
                "event", event.kind(),
                "at", event.at().toString(),
                "project", about.get().project(),
                "subject", event.subject(),
                "who", event.who(),
                "detail", event.detail(),
                "release", event.release(),
                "environment", event.environment());
        book.put(hook.id(), event, new Message("", JSON.writeValueAsString(new TreeMap<>(body))), now);
    }

    private void tell(Instant now) {
        for (Due due : book.due(now, MOST_AT_ONCE)) {
            kept(due.hook()).ifPresent(kept -> {
                Teller.Answer answer = teller.tell(kept.hook(), secret(kept), due, now);
                Instant then = clock.instant();
                if (answer.arrived()) {
                    book.told(due.number(), answer.said(), then);
                } else {
                    Optional<Instant> next = due.tries() < WAITS.size()
                            ? Optional.of(then.plus(WAITS.get(due.tries())))
                            : Optional.empty();
                    book.notTold(due.number(), answer.said(), next, then);
                }
            });
        }
    }

    /**
     * Takes what a git server sends.
     *
     * @param headers by their names in lower case
     * @return whether it was a push that is looked at now
     * @throws dev.understudy.model.fault.FaultException {@code server.hook-unsigned}, {@code server.hook-replayed}
     */
    public boolean receive(String id, Map<String, String> headers, byte[] sent) {
        Notice notice = new Notice(headers, sent);
        Kept kept = kept(id).filter(one -> !one.hook().tells() && notice.by(secret(one)))
                .orElseThrow(() -> Fault.usage("server.hook-unsigned").exception());
        if (!notice.push()) {
            return false;
        }
        Optional<Push> push = notice.read(about.get().repositories(), clock.instant());
        push.filter(one -> !book.received(kept.hook().id(), one)).ifPresent(_ -> {
            throw Fault.refused("server.hook-replayed").exception();
        });
        return push.isPresent();
    }

    private Optional<Kept> kept(String id) {
        return book.all().stream().filter(kept -> kept.hook().id().equals(id)).findFirst();
    }

    private String secret(Kept kept) {
        return new String(box.open(what(kept.hook()), kept.sealed()), StandardCharsets.UTF_8);
    }

    private static String what(Hook hook) {
        return "hook " + hook.id();
    }

    private HookView view(Hook hook, Standing standing, @Nullable String secret) {
        return new HookView(
                hook.id(),
                hook.name(),
                hook.way(),
                hook.tells() ? hook.address() : ADDRESS + about.get().project() + "/" + hook.id(),
                hook.only(),
                hook.branch(),
                hook.rehearse(),
                hook.madeAt(),
                hook.madeBy(),
                standing.last(),
                standing.waiting(),
                standing.problem(),
                secret);
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
