package dev.understudy.odoo.mask;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The project's key of masking: what a value becomes follows from it and the value alone (HMAC-SHA-256; SipHash for digits and
 * for what texts are filled with, of which there are many). Not to be shared by threads.
 */
public final class MaskKey {

    /** Bytes of a key. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ROUNDS = 8;
    private static final int LONGEST_HALF = 18;

    private final byte[] key;
    private final Mac mac;
    private final SipHash quick;

    public MaskKey(byte[] key) {
        if (key.length < LENGTH) {
            throw new IllegalArgumentException("A key of masking has " + LENGTH + " bytes");
        }
        this.key = key.clone();
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
        ByteBuffer half = ByteBuffer.wrap(bytes("numbers", ""));
        quick = new SipHash(half.getLong(), half.getLong());
    }

    /** The same key, for another thread. */
    public MaskKey again() {
        try {
            return new MaskKey(key, (Mac) mac.clone(), quick);
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("every JDK's " + ALGORITHM + " can be copied", impossible);
        }
    }

    private MaskKey(byte[] key, Mac mac, SipHash quick) {
        this.key = key;
        this.mac = mac;
        this.quick = quick;
    }

    /** The key itself, for another process of Understudy's; never to be shown or kept. */
    public String secret() {
        return HexFormat.of().formatHex(key);
    }

    /** What {@link #secret} has told. */
    public static MaskKey of(String secret) {
        return new MaskKey(HexFormat.of().parseHex(secret));
    }

    /** Tells this key from others, and nothing about it. */
    public String fingerprint() {
        return HexFormat.of().formatHex(bytes("fingerprint", ""), 0, 4);
    }

    /** 32 bytes that follow from a value; other ones for each purpose. */
    byte[] bytes(String purpose, CharSequence value) {
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** 64 bits that follow from a value, other ones for each purpose; quicker than {@link #bytes}. */
    long number(String purpose, CharSequence value) {
        return quick.of(purpose + "\0" + value);
    }

    /**
     * Other digits, as many: a permutation of all texts of so many digits, so that two never become the same (a Feistel
     * network over decimal halves).
     */
    String digits(String digits) {
        int length = digits.length();
        if (length < 2 || length > 2 * LONGEST_HALF) {
            return length == 0
                    ? ""
                    : length == 1 ? single(digits) : digits(digits.substring(0, 36)) + digits(digits.substring(36));
        }
        String left = digits.substring(0, length / 2);
        String right = digits.substring(length / 2);
        for (int round = 0; round < ROUNDS; round++) {
            String mixed = plus(left, number("digits" + length + "." + round, right));
            left = right;
            right = mixed;
        }
        return left + right;
    }

    private String single(String digit) {
        return plus(digit, number("digits1", ""));
    }

    private static String plus(String digits, long more) {
        long modulus = 1;
        for (int i = 0; i < digits.length(); i++) {
            modulus *= 10;
        }
        long sum = (Long.parseLong(digits) + Math.floorMod(more, modulus)) % modulus;
        String text = Long.toString(sum);
        return "0".repeat(digits.length() - text.length()) + text;
    }
}
