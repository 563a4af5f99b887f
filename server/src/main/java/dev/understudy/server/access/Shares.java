package dev.understudy.server.access;

import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.server.access.Accounts.Notes;
import dev.understudy.server.access.ShareBook.Allowed;
import dev.understudy.server.access.ShareBook.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Links by which somebody without an account looks at one copy, and reports what is wrong there. A link has an end, may do what it was
 * made for and nothing else, and never leads to production. It is shown once; what is kept is its digest, made with the token of the
 * home.
 */
public final class Shares {

    /** How long one counts at most. */
    public static final int MOST_DAYS = 30;

    /** How long one counts unless something else is said. */
    public static final int USUAL_DAYS = 7;

    private static final int MOST_NAME = 60;
    private static final int ID = 6;
    private static final int LOOKS_PER_MINUTE = 60;
    private static final int PROBLEMS_PER_HOUR = 10;
    private static final int PARTS = 2;

    private final Mint mint;
    private final Function<String, Shelf> shelves;

    /**
     * Where the links of a project are.
     *
     * @param notes its audit log
     */
    public record Shelf(ShareBook book, Notes notes) {}

    /**
     * A link that somebody wants.
     *
     * @param guest for whom it is to be
     * @param days how long it is to count
     */
    public record Wish(String environment, String guest, Set<Allowed> allows, int days, String by) {

        public Wish {
            allows = Set.copyOf(allows);
        }
    }

    /** A link as it is shown once, to be put behind {@link #ADDRESS}. */
    public record Made(Kept kept, String link) {}

    /** What a link leads to. */
    public record Shared(String project, Kept kept) {

        /** As records name whoever has the link. */
        public String by() {
            return "guest " + kept.guest();
        }
    }

    /** Where a link is opened, below the address of the service. */
    public static final String ADDRESS = "/share?link=";

    /**
     * @param shelves where a project's are; throws for one that is not there
     */
    public Shares(Mint mint, Function<String, Shelf> shelves) {
        this.mint = mint;
        this.shelves = shelves;
    }

    /**
     * Throws {@code server.share-production}, {@code server.share-name}, {@code server.share-days}, {@code server.share-allows}.
     */
    public Made make(String project, Wish wish) {
        String guest = wish.guest().strip();
        if (wish.environment().equals(Project.PRODUCTION)) {
            throw Fault.refused("server.share-production").exception();
        }
        if (guest.isEmpty() || guest.length() > MOST_NAME || guest.chars().anyMatch(Character::isISOControl)) {
            throw Fault.usage("server.share-name", MOST_NAME).exception();
        }
        if (wish.days() < 1 || wish.days() > MOST_DAYS) {
            throw Fault.usage("server.share-days", MOST_DAYS).exception();
        }
        if (wish.allows().isEmpty()) {
            throw Fault.usage("server.share-allows", "-").exception();
        }
        Instant now = mint.now().truncatedTo(ChronoUnit.SECONDS);
        String secret = mint.secret();
        Kept kept = new Kept(
                digest(project, "id " + secret).substring(0, ID),
                wish.environment(),
                guest,
                wish.allows(),
                now,
                wish.by(),
                now.plus(Duration.ofDays(wish.days())),
                null,
                null);
        Shelf shelf = shelves.apply(project);
        shelf.book().keep(kept, digest(project, secret));
        shelf.notes()
                .note(
                        now,
                        "share-made",
                        kept.id(),
                        wish.by(),
                        kept.environment() + " for " + guest + " until " + kept.expiresAt() + ": "
                                + kept.allowed().stream().map(Allowed::word).collect(Collectors.joining(", ")));
        return new Made(kept, project + "." + secret);
    }

    /** All of a project, the newest first. */
    public List<Kept> all(String project) {
        return shelves.apply(project).book().all();
    }

    /** Those of a project that count. */
    public List<Kept> counting(String project) {
        return all(project).stream().filter(this::counts).toList();
    }

    /** Whether a link of a list counts still. */
    public boolean counts(Kept kept) {
        return kept.endedAt() == null && kept.expiresAt().isAfter(mint.now());
    }

    /** Ends one of an environment. Throws {@code server.share-not-found}, for one of another environment too. */
    public void end(String project, String environment, String id, String by) {
        if (counting(project).stream()
                .noneMatch(kept -> kept.id().equals(id) && kept.environment().equals(environment))) {
            throw Fault.usage("server.share-not-found", id).exception();
        }
        end(project, id, by);
    }

    /** Ends one, of any environment. Throws {@code server.share-not-found}. */
    public void end(String project, String id, String by) {
        Shelf shelf = shelves.apply(project);
        Instant now = mint.now();
        if (!shelf.book().end(id, now)) {
            throw Fault.usage("server.share-not-found", id).exception();
        }
        shelf.notes().note(now, "share-ended", id, by, "");
    }

    /** What a link leads to; throws {@code server.share-ended} for one that does not count. */
    public Shared open(String link) {
        return find(link).orElseThrow(() -> Fault.refused("server.share-ended").exception());
    }

    /**
     * Whoever has a link, who looks at something by it. Nobody where it does not count. Throws {@code server.share-often} for who looks
     * again and again.
     */
    Visitor visitor(String link) {
        Optional<Shared> shared = find(link);
        shared.filter(one ->
                        !shelves.apply(one.project()).book().look(one.kept().id(), mint.now(), LOOKS_PER_MINUTE))
                .ifPresent(_ -> {
                    throw Fault.refused("server.share-often").exception();
                });
        return shared.map(one -> Visitor.guest(one.by(), one.project(), link)).orElse(Visitor.NOBODY);
    }

    /** Counts a problem that is reported by a link. Throws {@code server.share-often}. */
    public void tell(Shared shared) {
        if (!shelves.apply(shared.project()).book().tell(shared.kept().id(), mint.now(), PROBLEMS_PER_HOUR)) {
            throw Fault.refused("server.share-often").exception();
        }
    }

    private Optional<Shared> find(String link) {
        String[] parts = link.split("\\.", -1);
        if (parts.length != PARTS || parts[1].isEmpty() || link.length() > Mint.MOST) {
            return Optional.empty();
        }
        return Mint.known(shelves, parts[0])
                .flatMap(shelf -> shelf.book().find(digest(parts[0], parts[1]), mint.now()))
                .filter(kept -> !kept.environment().equals(Project.PRODUCTION))
                .map(kept -> new Shared(parts[0], kept));
    }

    private String digest(String project, String secret) {
        return mint.digest("share", project, secret);
    }
}
