package dev.understudy.server.asking;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Who was asked for a word by mail, as one project's control plane keeps it. It sees digests alone. */
public interface AskBook {

    /**
     * Begins to ask, unless they were asked, or it is not yet the time to try it again.
     *
     * @param hash of the secret that the mail will have; one that was tried before counts no more
     * @return how often it was tried before; empty when they are not to be asked now
     */
    OptionalInt begin(Ask ask, String hash, Instant now, Instant expires);

    /** The mail was taken. */
    void sent(String hash, Instant now);

    /** The mail was not taken; it is tried again at that time. */
    void notSent(String hash, String problem, Instant next);

    /** What a link is for, if it counts at a time. */
    Optional<Link> find(String hash, Instant now);

    /** Uses a link up; false when it does not count, or was used before. */
    boolean spend(String hash, Instant now);

    /** Makes a link count again whose answer was not taken. */
    void giveBack(String hash);

    /**
     * Whom something is asked of.
     *
     * @param digest of the content that is decided about
     */
    record Ask(String person, String release, String gate, String digest) {}

    /** A link that counts. */
    record Link(Ask ask, Instant expires) {}
}
