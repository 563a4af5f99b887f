package dev.understudy.model.config;

import java.util.Optional;

/**
 * By which server Understudy writes mail.
 *
 * @param server its name or address
 * @param security how the way there is kept from others
 * @param login empty for a server that wants none
 * @param from whom the mail is from
 */
public record MailSettings(String server, int port, Security security, Optional<Login> login, String from) {

    /** How the way to the server is kept from others. */
    public enum Security {
        /** Begun in clear, and never continued so. */
        STARTTLS,
        TLS,
        NONE
    }

    /**
     * Who Understudy is for the server.
     *
     * @param password where the password is found, never the password
     */
    public record Login(String user, SecretName password) {}

    /** The port that is usual for a way to the server. */
    static int usualPort(Security security) {
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }
}
