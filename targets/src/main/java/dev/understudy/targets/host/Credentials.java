package dev.understudy.targets.host;

import java.util.regex.Pattern;

/** Credentials that stand in addresses, which may be in any program's words. */
public final class Credentials {

    /** To the last at sign before a slash: a password may hold at signs. */
    private static final Pattern WEB = Pattern.compile("(?i)\\b(https?://)[^/\\s]*@");

    /** The user of ssh is no secret, but the password beside it is. */
    private static final Pattern PASSWORD = Pattern.compile("\\b([A-Za-z][A-Za-z0-9+.-]*://)[^/\\s:]*:[^/\\s]*@");

    private Credentials() {}

    /** A text with all credentials of addresses in it as {@code ***}. */
    public static String redacted(String words) {
        return PASSWORD.matcher(WEB.matcher(words).replaceAll("$1***@")).replaceAll("$1***@");
    }
}
