package dev.understudy.process.record;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals texts with a key: HMAC-SHA-256. */
public final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Seal(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** An entry with its seal, over the seal of the one before. */
    AuditLog.Entry over(String before, AuditLog.Entry entry) {
        String sealed = of(List.of(
                before,
                Long.toString(entry.number()),
                entry.at().toString(),
                entry.verb(),
                entry.subject(),
                entry.who(),
                entry.detail()));
        return new AuditLog.Entry(
                entry.number(), entry.at(), entry.verb(), entry.subject(), entry.who(), entry.detail(), sealed);
    }

    /** The seal of texts: where one ends and the next begins is part of it. */
    public String of(List<String> texts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
        }
    }
}
