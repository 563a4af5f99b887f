package dev.understudy.odoo.neutralize;

import java.util.OptionalInt;

/**
 * What makes a copy somebody else than production.
 *
 * @param baseUrl the address of the copy: {@code web.base.url}
 * @param reportUrl where its own printer finds it, from this machine: {@code report.url}. The fence lets nothing else through
 * @param uuid the new {@code database.uuid}
 * @param secret the new {@code database.secret}; with it, production's sessions and links mean nothing here
 * @param keepsApiKeys whether the API keys that production has given out work here too
 * @param mailbox the port on loopback where its mail is caught; empty where it is to go nowhere
 */
public record Identity(
        String baseUrl, String reportUrl, String uuid, String secret, boolean keepsApiKeys, OptionalInt mailbox) {

    /** Of a copy whose mail goes nowhere, and that no key of production opens. */
    public Identity(String baseUrl, String reportUrl, String uuid, String secret) {
        this(baseUrl, reportUrl, uuid, secret, false, OptionalInt.empty());
    }

    public Identity {
        if (baseUrl.isBlank() || reportUrl.isBlank() || uuid.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("A copy needs an address, a uuid and a secret of its own");
        }
    }

    @Override
    public String toString() {
        return "Identity[" + baseUrl + ", " + uuid + "]";
    }
}
