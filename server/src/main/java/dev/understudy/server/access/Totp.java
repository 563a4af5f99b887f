package dev.understudy.server.access;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that an app and the service make of the same secret and the time: RFC 6238 with what all apps take, SHA-1, six digits
 * and thirty seconds.
 */
public final class Totp {

    /** How many random bytes a secret is: RFC 4226, 4, asks for as many as SHA-1 gives. */
    static final int BYTES = 20;

    private static final int SECONDS = 30;
    private static final int DIGITS = 1_000_000;

    /** A clock may be off by one step, and a person slow by one. */
    private static final int DRIFT = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    /**
     * By a secret.
     *
     * @param secret 20 random bytes
     */
    public Totp(byte[] secret) {
        this.secret = secret.clone();
    }

    /** The step of a code that counts at a time; empty when it does not. Takes the same time whatever differs. */
    OptionalLong step(String code, Instant now) {
        long present = now.getEpochSecond() / SECONDS;
        long found = -1;
        for (long step = present - DRIFT; step <= present + DRIFT; step++) {
            if (MessageDigest.isEqual(
                    code(step).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8))) {
                found = step;
            }
        }
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** The code of a time, as an app shows it. */
    public String code(Instant at) {
        return code(at.getEpochSecond() / SECONDS);
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, Integer.BYTES)
                            .getInt()
                    & Integer.MAX_VALUE;
            return "%06d".formatted(number % DIGITS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA1", impossible);
        }
    }

    /** The secret as a person types it. */
    public String base32() {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte one : secret) {
            held = (held << Byte.SIZE) | (one & 0xff);
            bits += Byte.SIZE;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((held >> bits) & 0x1f));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt((held << (5 - bits)) & 0x1f));
        }
        return text.toString();
    }

    /** What an app reads from the picture. */
    public String link(String project, String person) {
        return "otpauth://totp/" + quoted("Understudy " + project) + ":" + quoted(person) + "?secret=" + base32()
                + "&issuer=" + quoted("Understudy " + project);
    }

    private static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "Totp[secret]";
    }
}
