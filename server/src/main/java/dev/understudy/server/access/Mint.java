package dev.understudy.server.access;

import dev.understudy.model.fault.FaultException;
import dev.understudy.server.access.Sessions.Members;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes what people and programs show, and knows it again: its digest is made with the token of the home, so that whoever can write to
 * a control plane alone makes nothing that counts.
 *
 * @param members the people of projects, as they are now
 * @param secrets gives a new text each time that nobody can guess
 */
public record Mint(Token token, Members members, InstantSource clock, Supplier<String> secrets) {

    /** Nothing that was made here is longer. */
    static final int MOST = 300;

    Instant now() {
        return clock.instant();
    }

    /** A new secret. */
    String secret() {
        return secrets.get();
    }

    /** What is kept of a secret, with what it is for. */
    String digest(String... parts) {
        return token.digest(String.join("\n", parts));
    }

    /** The notes of a project; empty for one that is not there, or is not ready: then nothing counts that it keeps. */
    static <B> Optional<B> known(Function<String, B> books, String project) {
        try {
            return Optional.of(books.apply(project));
        } catch (FaultException away) {
            return Optional.empty();
        }
    }
}
