package dev.understudy.process.monitor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Statements without their values: the same work on other rows is the same statement, and what people wrote is in none. */
final class Statements {

    private static final Pattern VALUE = Pattern.compile(
            "'(?:[^']|'')*+(?:'|$)|\\$(\\w*)\\$.*?(?:\\$\\1\\$|$)|/\\*.*?(?:\\*/|$)|--[^\\n]*+|(?<![\\w$])-?\\d+(?:\\.\\d+)?(?![\\w.])",
            Pattern.DOTALL);
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern LIST = Pattern.compile("\\?(?:\\s*,\\s*\\?)+");
    private static final Pattern ROWS = Pattern.compile("\\(\\?\\)(?:\\s*,\\s*\\(\\?\\))+");

    private Statements() {}

    static String withoutValues(String statement) {
        String plain = VALUE.matcher(statement.replace('\0', ' ')).replaceAll("?");
        String line = BLANK.matcher(plain).replaceAll(" ").strip();
        return ROWS.matcher(LIST.matcher(line).replaceAll("?")).replaceAll("(?)");
    }

    static String digest(String statement) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(statement.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
