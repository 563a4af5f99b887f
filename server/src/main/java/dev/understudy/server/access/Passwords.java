package dev.understudy.server.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.understudy.model.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Passwords and their hashes: Argon2id with 19 MiB, two passes and one lane, as OWASP's cheat sheet on password storage asks
 * at least. How a hash was made stands in it, so that what was made with less still counts.
 */
final class Passwords {

    /** Shorter ones are guessed. */
    static final int LEAST = 12;

    private static final int MOST = 200;
    private static final int LEAST_DIFFERENT = 5;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int LENGTH = 32;
    private static final int SALT = 16;

    /** Each takes its memory: whoever tries many at once waits. */
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Argon2Function ARGON =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, LENGTH, Argon2.ID);

    /** Of a password that nobody has. */
    private static final String NOBODYS = made(new byte[SALT], "\u0000");

    private Passwords() {}

    /** Throws {@code server.password-weak}. */
    static void check(String password) {
        String plain = plain(password);
        if (plain.length() < LEAST
                || plain.length() > MOST
                || plain.chars().distinct().count() < LEAST_DIFFERENT) {
            throw Fault.refused("server.password-weak", LEAST, MOST, LEAST_DIFFERENT)
                    .exception();
        }
    }

    /** What is kept of a password. */
    static String hash(String password) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return made(salt, plain(password));
    }

    /** Whether it is the one that was hashed; takes as long when there is none. */
    static boolean matches(String password, Optional<String> hash) {
        String plain = plain(password.length() > MOST ? "" : password);
        String kept = hash.orElse(NOBODYS);
        AT_ONCE.acquireUninterruptibly();
        try {
            return Argon2Function.getInstanceFromHash(kept).check(plain, kept) && hash.isPresent();
        } finally {
            AT_ONCE.release();
        }
    }

    private static String made(byte[] salt, String plain) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return ARGON.hash(plain.getBytes(StandardCharsets.UTF_8), salt).getResult();
        } finally {
            AT_ONCE.release();
        }
    }

    /** The same letters from another keyboard are the same password. */
    private static String plain(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
