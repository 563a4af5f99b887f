package dev.understudy.server.asking;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.server.access.Accounts.Notes;
import dev.understudy.server.access.SecretBox;
import dev.understudy.server.asking.AskBook.Ask;
import dev.understudy.server.asking.AskBook.Link;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Links by which people say yes or no, once: each is for one person, one gate of one release and the content that it has, and is in a
 * mail to that person and nowhere else.
 */
public final class AnswerLinks {

    /** Where a link is opened, below the address of the service. */
    public static final String ADDRESS = "/answer?link=";

    /** How long one counts. */
    static final Duration COUNTS = Duration.ofDays(3);

    private static final int SECRET = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AskBook book;
    private final SecretBox box;
    private final Notes notes;
    private final InstantSource clock;

    public AnswerLinks(AskBook book, SecretBox box, Notes notes, InstantSource clock) {
        this.book = book;
        this.box = box;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * A link that is on its way.
     *
     * @param tries how often it was tried before to send one
     */
    record Begun(String secret, String hash, int tries, Instant expires) {}

    /** A new link for somebody; empty when they were asked before, or it is not yet the time to try it again. */
    Optional<Begun> begin(Ask ask) {
        byte[] random = new byte[SECRET];
        RANDOM.nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        String hash = hash(secret);
        Instant now = clock.instant();
        Instant expires = now.plus(COUNTS);
        return book.begin(ask, hash, now, expires).stream()
                .mapToObj(tries -> new Begun(secret, hash, tries, expires))
                .findFirst();
    }

    /** The mail with a link was taken. */
    void sent(Begun begun, Ask ask) {
        Instant now = clock.instant();
        book.sent(begun.hash(), now);
        notes.note(now, "asked-by-mail", ask.release(), ask.person(), ask.gate());
    }

    /** The mail with a link was not taken. */
    void notSent(Begun begun, String problem, Duration wait) {
        book.notSent(begun.hash(), problem, clock.instant().plus(wait));
    }

    /** What a link is for; empty when it does not count. Looking at it does not use it up. */
    public Optional<Link> find(String secret) {
        return book.find(hash(secret), clock.instant());
    }

    /**
     * Uses a link up by an answer; one that is not taken leaves it as it was. Of two at once, one is.
     *
     * @param answer may throw, and then was not taken
     * @throws FaultException {@code server.answer-spent} when the link does not count; what the answer throws
     */
    public void answer(String secret, Ask ask, Runnable answer) {
        Instant now = clock.instant();
        if (!book.spend(hash(secret), now)) {
            throw Fault.refused("server.answer-spent").exception();
        }
        try {
            answer.run();
        } catch (FaultException notTaken) {
            book.giveBack(hash(secret));
            throw notTaken;
        }
        notes.note(now, "answered-by-mail", ask.release(), ask.person(), ask.gate());
    }

    private String hash(String secret) {
        return box.digest("answer\n" + secret);
    }
}
