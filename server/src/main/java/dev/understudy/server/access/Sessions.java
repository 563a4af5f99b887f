package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who is signed in. A session is what a browser shows, {@code PROJECT.PERSON.SECRET}; what is kept is its digest, made with
 * the token of the home: whoever can write to a control plane alone cannot make one. A person's session ends with the
 * session's time, with their key, or when the project's file knows them no more, and has the roles that they have now.
 */
public final class Sessions {

    /** How long a link may wait to be used. */
    public static final Duration LINK = Duration.ofMinutes(10);

    /** How long a session lasts. */
    public static final Duration SESSION = Duration.ofHours(12);

    private static final int MOST = 300;

    private final Token token;
    private final Function<String, SessionBook> books;
    private final Members members;
    private final InstantSource clock;
    private final Supplier<String> secrets;

    /** The people of projects, as they are now. */
    @FunctionalInterface
    public interface Members {

        /** Empty for somebody whom the project does not know, or who has no key. */
        Optional<Member> of(String project, String person);
    }

    /**
     * Somebody who takes part in a project.
     *
     * @param keySince since when they have the key that counts
     */
    public record Member(Set<Role> roles, Instant keySince) {

        public Member {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * By what people get in.
     *
     * @param books the notes of a project; throws for one that is not there
     * @param secrets gives a new text each time that nobody can guess
     */
    public Sessions(
            Token token,
            Function<String, SessionBook> books,
            Members members,
            InstantSource clock,
            Supplier<String> secrets) {
        this.token = token;
        this.books = books;
        this.members = members;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** A link for the operator that counts once, and not for long; its session is noted in a project's control plane. */
    public String link(String project) {
        String secret = secrets.get();
        books.apply(project)
                .keepLink(digest("link", project, "", secret), clock.instant().plus(LINK));
        return project + "." + secret;
    }

    /** Uses a link up, and gives the operator's session. Throws {@code server.link-spent}. */
    public String enter(String link) {
        String[] parts = link.split("\\.", -1);
        if (parts.length != 2 || link.length() > MOST) {
            throw Fault.refused("server.link-spent").exception();
        }
        String hash = digest("link", parts[0], "", parts[1]);
        if (!known(parts[0]).map(book -> book.spendLink(hash, clock.instant())).orElse(false)) {
            throw Fault.refused("server.link-spent").exception();
        }
        return open(parts[0], "");
    }

    /** The session of somebody who has shown who they are; of the operator when the person is empty. */
    public String open(String project, String person) {
        String secret = secrets.get();
        Instant now = clock.instant();
        books.apply(project).open(digest("session", project, person, secret), person, now, now.plus(SESSION));
        return project + "." + person + "." + secret;
    }

    /** Whose session this is, as they are now; nobody's when it does not count. */
    public Visitor visitor(String session) {
        String[] parts = session.split("\\.", -1);
        if (parts.length != 3 || session.length() > MOST) {
            return Visitor.NOBODY;
        }
        String hash = digest("session", parts[0], parts[1], parts[2]);
        return known(parts[0])
                .flatMap(book -> book.opened(hash, clock.instant()))
                .flatMap(opened -> visitor(parts[0], parts[1], opened, session))
                .orElse(Visitor.NOBODY);
    }

    /** Ends a session. */
    public void end(String session) {
        String[] parts = session.split("\\.", -1);
        if (parts.length == 3) {
            known(parts[0]).ifPresent(book -> book.end(digest("session", parts[0], parts[1], parts[2])));
        }
    }

    /** What a form of this session must show: another site's page cannot know it. */
    public String formToken(String session) {
        return session.isEmpty() ? "" : token.digest("form\n" + session);
    }

    private Optional<Visitor> visitor(String project, String person, Instant opened, String session) {
        if (person.isEmpty()) {
            return Optional.of(new Visitor("", "", Set.of(Role.OPERATOR), session));
        }
        return members.of(project, person)
                .filter(member -> !member.keySince().isAfter(opened))
                .map(member -> new Visitor(person, project, member.roles(), session));
    }

    /** Empty for a project that is not there, or is not ready: then nobody is signed in by it. */
    private Optional<SessionBook> known(String project) {
        try {
            return Optional.of(books.apply(project));
        } catch (FaultException away) {
            return Optional.empty();
        }
    }

    private String digest(String kind, String project, String person, String secret) {
        return token.digest(String.join("\n", kind, project, person, secret));
    }
}
