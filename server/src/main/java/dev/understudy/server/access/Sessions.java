package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who is signed in. A session is what a browser shows, {@code PROJECT.PERSON.SECRET}; what is kept is its digest, made with
 * the token of the home: whoever can write to a control plane alone cannot make one. A person's session ends with the
 * session's time, with a new key or password, or when the project's file knows them no more, and has the roles that they have now.
 */
public final class Sessions {

    /** How long a link may wait to be used. */
    public static final Duration LINK = Duration.ofMinutes(10);

    /** How long a person may wait with the link by which they set their password. */
    public static final Duration PASSWORD_LINK = Duration.ofHours(24);

    /** How long a session lasts. */
    public static final Duration SESSION = Duration.ofHours(12);

    /** How long ago whoever changes production may have shown who they are. */
    public static final Duration PROOF = Duration.ofMinutes(15);

    private final Mint mint;
    private final Function<String, SessionBook> books;

    /** The people of projects, as they are now. */
    @FunctionalInterface
    public interface Members {

        /** Empty for somebody whom the project does not know, or who has nothing by which to sign in. */
        Optional<Member> of(String project, String person);
    }

    /**
     * Somebody who takes part in a project.
     *
     * @param within what else they may on one environment alone, by its name
     * @param since since when they have what they sign in by: sessions from before are over
     * @param strong whether one thing alone is not enough for them
     */
    public record Member(Set<Role> roles, Map<String, Set<Role>> within, Instant since, boolean strong) {

        public Member {
            roles = Set.copyOf(roles);
            within = Map.copyOf(within);
        }

        /** Somebody who may the same on all environments. */
        public Member(Set<Role> roles, Instant since, boolean strong) {
            this(roles, Map.of(), since, strong);
        }
    }

    /**
     * By what people get in.
     *
     * @param books the notes of a project; throws for one that is not there
     */
    public Sessions(Mint mint, Function<String, SessionBook> books) {
        this.mint = mint;
        this.books = books;
    }

    /** A link for the operator that counts once, and not for long; its session is noted in a project's control plane. */
    public String link(String project) {
        String secret = mint.secret();
        books.apply(project)
                .keepLink(
                        mint.digest("link", project, "", secret), "", mint.now().plus(LINK));
        return project + "." + secret;
    }

    /** A link by which a person sets their password, once; those that they had before count no more. */
    public String passwordLink(String project, String person) {
        String secret = mint.secret();
        books.apply(project)
                .keepLink(
                        mint.digest("password", project, person, secret),
                        person,
                        mint.now().plus(PASSWORD_LINK));
        return project + "." + person + "." + secret;
    }

    /** Uses such a link up, and tells whose it is. Throws {@code server.password-link-spent}. */
    public Linked spendPasswordLink(String link) {
        String[] parts = link.split("\\.", -1);
        if (parts.length != 3 || parts[1].isEmpty() || link.length() > Mint.MOST) {
            throw Fault.refused("server.password-link-spent").exception();
        }
        String hash = mint.digest("password", parts[0], parts[1], parts[2]);
        if (!known(parts[0]).map(book -> book.spendLink(hash, mint.now())).orElse(false)) {
            throw Fault.refused("server.password-link-spent").exception();
        }
        return new Linked(parts[0], parts[1]);
    }

    /** Whose link was used. */
    public record Linked(String project, String person) {}

    /** Uses a link up, and gives the operator's session. Throws {@code server.link-spent}. */
    public String enter(String link) {
        String[] parts = link.split("\\.", -1);
        if (parts.length != 2 || link.length() > Mint.MOST) {
            throw Fault.refused("server.link-spent").exception();
        }
        String hash = mint.digest("link", parts[0], "", parts[1]);
        if (!known(parts[0]).map(book -> book.spendLink(hash, mint.now())).orElse(false)) {
            throw Fault.refused("server.link-spent").exception();
        }
        return open(parts[0], "", true);
    }

    /**
     * The session of somebody who has shown who they are; of the operator when the person is empty.
     *
     * @param strong whether they showed more than one thing, or a provider knows them
     */
    public String open(String project, String person, boolean strong) {
        String secret = mint.secret();
        Instant now = mint.now();
        books.apply(project)
                .open(mint.digest("session", project, person, secret), person, now, now.plus(SESSION), strong);
        return project + "." + person + "." + secret;
    }

    /** Whose session this is, as they are now; nobody's when it does not count. */
    public Visitor visitor(String session) {
        String[] parts = session.split("\\.", -1);
        if (parts.length != 3 || session.length() > Mint.MOST) {
            return Visitor.NOBODY;
        }
        String hash = mint.digest("session", parts[0], parts[1], parts[2]);
        return known(parts[0])
                .flatMap(book -> book.session(hash, mint.now()))
                .flatMap(kept -> visitor(parts[0], parts[1], kept, session))
                .orElse(Visitor.NOBODY);
    }

    /** Ends a session. */
    public void end(String session) {
        String[] parts = session.split("\\.", -1);
        if (parts.length == 3) {
            known(parts[0]).ifPresent(book -> book.end(mint.digest("session", parts[0], parts[1], parts[2])));
        }
    }

    /** Notes that whoever has a session has shown once more who they are. */
    public void prove(String session) {
        String[] parts = session.split("\\.", -1);
        if (parts.length == 3) {
            known(parts[0])
                    .ifPresent(book -> book.prove(mint.digest("session", parts[0], parts[1], parts[2]), mint.now()));
        }
    }

    /** Ends all that a person has open, and their links. */
    public void endAll(String project, String person) {
        books.apply(project).endAll(person);
    }

    /** What a form of this session must show: another site's page cannot know it. */
    public String formToken(String session) {
        return session.isEmpty() ? "" : mint.digest("form", session);
    }

    private Optional<Visitor> visitor(String project, String person, SessionBook.Kept kept, String session) {
        if (person.isEmpty()) {
            return Optional.of(new Visitor("", "", Set.of(Role.OPERATOR), Map.of(), session, kept.proved(), false));
        }
        return mint.members()
                .of(project, person)
                .filter(member -> !member.since().isAfter(kept.opened()))
                .map(member -> new Visitor(
                        person,
                        project,
                        member.roles(),
                        member.within(),
                        session,
                        kept.proved(),
                        member.strong() && !kept.strong()));
    }

    private Optional<SessionBook> known(String project) {
        return Mint.known(books, project);
    }
}
