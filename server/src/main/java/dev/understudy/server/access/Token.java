package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a client must show: whoever can read the token's file may give orders. It is made once per home, readable by its
 * owner only, and never logged.
 */
public final class Token {

    private static final int BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] secret;

    private Token(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the token of a file, or makes both. Throws {@code server.token-unreadable}. */
    public static Token of(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            String secret = Files.readString(file).strip();
            if (secret.length() < BYTES) {
                throw Fault.failed("server.token-unreadable", "it is too short")
                        .at(file)
                        .exception();
            }
            return new Token(secret);
        } catch (IOException failure) {
            throw Fault.failed("server.token-unreadable", failure).at(file).exception(failure);
        }
    }

    /** Whether an {@code Authorization} header shows this token; takes the same time whatever differs. */
    public boolean admits(@Nullable String authorization) {
        return MessageDigest.isEqual(secret, shown(authorization).getBytes(StandardCharsets.UTF_8));
    }

    /** What such a header shows; empty when nothing. */
    static String shown(@Nullable String authorization) {
        return authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? ""
                : authorization.substring(SCHEME.length()).strip();
    }

    /** A digest of a text that only who has this token can make. */
    String digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }

    private static void write(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, secret + "\n", StandardOpenOption.WRITE);
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            // Two services raced for a new home: the first token counts.
            return;
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
