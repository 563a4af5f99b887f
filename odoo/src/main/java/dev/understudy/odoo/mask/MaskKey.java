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
    private static final long[] POWERS = powers();

    /** Tells texts from digits, whose first number is smaller. */
    private static final long TEXT = -1;

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

    /** 64 bits that follow from those of a text. */
    long number(long hash) {
        return quick.of(TEXT, hash);
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
        int half = length / 2;
        long left = Long.parseLong(digits, 0, half, 10);
        long right = Long.parseLong(digits, half, length, 10);
        for (int round = 0; round < ROUNDS; round++) {
            long modulus = POWERS[round % 2 == 0 ? half : length - half];
            long mixed = (left + Math.floorMod(quick.of((long) length << 32 | round, right), modulus)) % modulus;
            left = right;
            right = mixed;
        }
        char[] made = new char[length];
        write(left, made, 0, half);
        write(right, made, half, length);
        return new String(made);
    }

    private String single(String digit) {
        return Long.toString((Long.parseLong(digit) + Math.floorMod(number("digits1", ""), 10L)) % 10);
    }

    private static void write(long number, char[] digits, int from, int to) {
        long rest = number;
        for (int at = to - 1; at >= from; at--) {
            digits[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static long[] powers() {
        long[] powers = new long[LONGEST_HALF + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
