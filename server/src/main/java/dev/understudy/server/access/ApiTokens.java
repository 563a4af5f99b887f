package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import dev.understudy.server.access.Sessions.Member;
import dev.understudy.server.access.TokenBook.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What programs show to the API: a token of one project, with one role and an end. It is shown once; what is kept is its digest,
 * made with the token of the home. One of a person may no more than that person may at the time.
 */
public final class ApiTokens {

    /** How long one counts at most. */
    public static final int MOST_DAYS = 366;

    /** So that a token is known for one where it is found. */
    private static final String PREFIX = "ust-";

    private static final int MOST_NAME = 60;
    private static final int ID = 6;

    private final Mint mint;
    private final Function<String, TokenBook> books;

    /**
     * @param books the notes of a project; throws for one that is not there
     */
    public ApiTokens(Mint mint, Function<String, TokenBook> books) {
        this.mint = mint;
        this.books = books;
    }

    /**
     * A token that somebody wants.
     *
     * @param person whose it is to be; empty for a program's
     * @param days how long it is to count
     */
    public record Wish(String name, String person, Role role, int days, String by) {}

    /** A token as it is shown once. */
    public record Made(Kept kept, String token) {}

    /** Throws {@code server.token-name}, {@code server.token-days}, {@code server.token-role}. */
    public Made make(String project, Wish wish) {
        String name = wish.name().strip();
        if (name.isEmpty() || name.length() > MOST_NAME) {
            throw Fault.usage("server.token-name", MOST_NAME).exception();
        }
        if (wish.days() < 1 || wish.days() > MOST_DAYS) {
            throw Fault.usage("server.token-days", MOST_DAYS).exception();
        }
        if (!Role.PEOPLE.contains(wish.role())
                || (!wish.person().isEmpty() && !roles(project, wish.person()).contains(wish.role()))) {
            throw Fault.refused("server.token-role", wish.role().word()).exception();
        }
        Instant now = mint.now().truncatedTo(ChronoUnit.SECONDS);
        String secret = mint.secret();
        Kept kept = new Kept(
                digest(project, "id " + secret).substring(0, ID),
                name,
                wish.person(),
                wish.role(),
                now,
                wish.by(),
                now.plus(Duration.ofDays(wish.days())),
                null,
                null);
        books.apply(project).keep(kept, digest(project, secret));
        return new Made(kept, PREFIX + project + "." + secret);
    }

    /** All of a project, the newest first. */
    public List<Kept> all(String project) {
        return books.apply(project).all();
    }

    /** Ends one. Throws {@code server.token-not-found}. */
    public void revoke(String project, String id) {
        if (!books.apply(project).revoke(id, mint.now())) {
            throw Fault.usage("server.token-not-found", id).exception();
        }
    }

    /** Ends all of a person, who is out. */
    public void revokeAll(String project, String person) {
        books.apply(project).revokeAll(person, mint.now());
    }

    /** Who asks with a token: nobody when it does not count, or its person may not, or no more, what it is for. */
    public Visitor visitor(String shown) {
        int dot = shown.indexOf('.');
        if (!shown.startsWith(PREFIX) || dot < 0 || shown.length() > Mint.MOST) {
            return Visitor.NOBODY;
        }
        String project = shown.substring(PREFIX.length(), dot);
        return Mint.known(books, project)
                .flatMap(book -> book.use(digest(project, shown.substring(dot + 1)), mint.now()))
                .filter(kept ->
                        kept.person().isEmpty() || roles(project, kept.person()).contains(kept.role()))
                .map(kept -> Visitor.program(
                        kept.person().isEmpty() ? "token " + kept.id() : kept.person(), project, scope(kept.role())))
                .orElse(Visitor.NOBODY);
    }

    /** Who answers for production may what everybody may; so may who writes code. */
    private static Set<Role> scope(Role role) {
        return role == Role.VIEWER ? Set.of(Role.VIEWER) : Set.of(role, Role.VIEWER);
    }

    private Set<Role> roles(String project, String person) {
        return mint.members().of(project, person).map(Member::roles).orElse(Set.of());
    }

    private String digest(String project, String secret) {
        return mint.digest("api", project, secret);
    }
}
