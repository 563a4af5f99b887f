package dev.understudy.process.ticket;

import dev.understudy.model.fault.Fault;
import java.util.Base64;
import java.util.Optional;

/**
 * What a tester saw.
 *
 * @param type {@code png} or {@code jpeg}
 * @param content in Base64, as Odoo takes it
 */
public record Screenshot(String type, String content) {

    /** What a screen of today has, and some more. */
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final String PNG = "iVBORw0KGgo";
    private static final String JPEG = "/9j/";

    /**
     * One that was given.
     *
     * @param content in Base64; empty for none
     * @throws dev.understudy.model.fault.FaultException {@code ticket.no-picture} for anything else than a PNG or JPEG of 5 MB at
     *     most
     */
    public static Optional<Screenshot> of(String content) {
        if (content.isEmpty()) {
            return Optional.empty();
        }
        boolean png = content.startsWith(PNG);
        if ((!png && !content.startsWith(JPEG)) || !whole(content)) {
            throw Fault.usage("ticket.no-picture", MOST_BYTES / 1024 / 1024).exception();
        }
        return Optional.of(new Screenshot(png ? "png" : "jpeg", content));
    }

    private static boolean whole(String content) {
        try {
            return Base64.getDecoder().decode(content).length <= MOST_BYTES;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }
}
