package dev.understudy.targets.postgres;

import dev.understudy.targets.host.Host;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords of a cluster's superuser and of Understudy's roles in it. Each cluster has its own, in a file beside its
 * data directory that Understudy alone may read, and that goes along when the volume is copied, kept or put back. A fresh
 * copy has its source's until its first start, which gives it its own.
 */
final class ClusterSecrets {

    private static final String OWN = "superuser";
    private static final String NEXT = "superuser.next";
    private static final String BORROWED = "superuser.borrowed";

    private final Host host;
    private final Path shared;
    private final Supplier<String> passwords;

    /**
     * @param shared the one password of all clusters of a home, as earlier versions had it
     * @param passwords makes new random passwords
     */
    ClusterSecrets(Host host, Path shared, Supplier<String> passwords) {
        this.host = host;
        this.shared = shared;
        this.passwords = passwords;
    }

    /** Makes the password of a cluster that is about to be made; the same again after a kill. */
    String make(Path pgdata) {
        Path own = file(pgdata, OWN);
        if (!host.exists(own)) {
            host.write(own, passwords.get(), "0600", null);
        }
        return host.read(own).strip();
    }

    /** Whether a cluster has a password of its own. */
    boolean has(Path pgdata) {
        return host.exists(file(pgdata, OWN));
    }

    /** The superuser's password. */
    String superuser(Path pgdata) {
        return host.read(file(pgdata, OWN)).strip();
    }

    /** The password of another role, which follows from the superuser's and tells nothing about it. */
    String of(Path pgdata, String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(superuser(pgdata).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(role.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** Lends a copy its source's password, until it has its own. */
    void lend(Path source, Path copy) {
        host.write(file(copy, BORROWED), superuser(source), "0600", null);
        host.delete(file(copy, OWN));
        host.delete(file(copy, NEXT));
    }

    /** Those that a cluster without one of its own may have: where a change of it was cut off, the new one first. */
    List<String> candidates(Path pgdata) {
        List<String> found = new ArrayList<>();
        for (Path file : List.of(file(pgdata, NEXT), file(pgdata, BORROWED), shared)) {
            if (host.exists(file)) {
                found.add(host.read(file).strip());
            }
        }
        return found;
    }

    /** A new one, written down before it is set. */
    String next(Path pgdata) {
        String password = passwords.get();
        host.write(file(pgdata, NEXT), password, "0600", null);
        return password;
    }

    /** The new one has been set. */
    void settle(Path pgdata) {
        host.write(file(pgdata, OWN), host.read(file(pgdata, NEXT)), "0600", null);
        host.delete(file(pgdata, NEXT));
    }

    /** The cluster needs its source's no more. */
    void giveBack(Path pgdata) {
        host.delete(file(pgdata, BORROWED));
    }

    /** Whether a cluster still has its source's, and the passwords of its roles are on their way. */
    boolean lent(Path pgdata) {
        return host.exists(file(pgdata, BORROWED));
    }

    private static Path file(Path pgdata, String name) {
        return pgdata.resolveSibling(name);
    }
}
