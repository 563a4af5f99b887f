package dev.understudy.odoo.conf;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where mail goes for which no record names a server ({@code smtp_server} in {@code odoo.conf}).
 *
 * @param way what becomes of it
 * @param port of a mailbox on loopback; 0 where there is none
 */
public record OutgoingMail(Way way, int port) {

    /** It leaves as the project's options say. */
    public static final OutgoingMail ALLOWED = new OutgoingMail(Way.ALLOWED, 0);

    /** It goes nowhere. */
    public static final OutgoingMail NONE = new OutgoingMail(Way.NONE, 0);

    /** Where mailboxes are. */
    public static final String MAILBOX_HOST = "127.0.0.1";

    /** A name that nobody can have (RFC 6761, 6.4); Odoo's own neutralization takes it too. */
    static final String NOWHERE = "invalid";

    private static final String PREFIX = "smtp_";

    /** What becomes of a mail. */
    public enum Way {
        ALLOWED,
        NONE,
        CAUGHT
    }

    /** It is caught by a mailbox on this machine. */
    public static OutgoingMail caught(int port) {
        return new OutgoingMail(Way.CAUGHT, port);
    }

    /** Whether it leaves. */
    public boolean allowed() {
        return way == Way.ALLOWED;
    }

    /** The options with what this says in place of all that they say of mail servers. */
    Map<String, String> over(Map<String, String> options) {
        if (allowed()) {
            return options;
        }
        Map<String, String> kept = new LinkedHashMap<>(options);
        kept.keySet().removeIf(option -> option.startsWith(PREFIX));
        kept.put("smtp_server", way == Way.CAUGHT ? MAILBOX_HOST : NOWHERE);
        kept.put("smtp_port", way == Way.CAUGHT ? Integer.toString(port) : "1025");
        return kept;
    }
}
