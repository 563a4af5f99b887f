package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the control plane keeps and must be read again, with a key that the control plane does not have: AES-256-GCM.
 * What was sealed for one thing cannot be opened for another.
 */
public final class SecretBox {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    /** By a key of 32 bytes. */
    SecretBox(byte[] key) {
        this.key = key;
    }

    /** By the key in a file, which is made when there is none. Throws {@code server.home-key-unreadable}. */
    public static SecretBox of(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != KEY) {
                throw Fault.failed("server.home-key-unreadable", "it is not whole")
                        .at(file)
                        .exception();
            }
            return new SecretBox(key);
        } catch (IOException | IllegalArgumentException failure) {
            throw Fault.failed("server.home-key-unreadable", failure).at(file).exception(failure);
        }
    }

    private static void write(Path file) throws IOException {
        byte[] made = new byte[KEY];
        RANDOM.nextBytes(made);
        Files.createDirectories(
                file.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(made) + "\n");
    }

    /**
     * Seals something.
     *
     * @param what what it is, e.g. {@code totp ana}
     */
    public String seal(String what, byte[] secret) {
        try {
            byte[] nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, what).doFinal(secret);
            return Base64.getEncoder().encodeToString(nonce) + ":"
                    + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES-GCM", impossible);
        }
    }

    /** Opens it. Throws {@code server.home-key-other} when it was not sealed by this key for this. */
    public byte[] open(String what, String sealed) {
        try {
            String[] parts = sealed.split(":", -1);
            return cipher(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(parts[0]), what)
                    .doFinal(Base64.getDecoder().decode(parts[parts.length - 1]));
        } catch (GeneralSecurityException | IllegalArgumentException other) {
            throw Fault.failed("server.home-key-other").exception(other);
        }
    }

    /** A digest of a text that only who has the key can make. */
    public String digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String what) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(what.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
