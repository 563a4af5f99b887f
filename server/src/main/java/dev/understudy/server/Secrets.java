package dev.understudy.server;

import java.security.SecureRandom;
import java.util.Base64;

/** Words that nobody guesses, and that fit into a file, a URL and a connection string. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private Secrets() {}

    /** A new one. */
    static String secret() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
