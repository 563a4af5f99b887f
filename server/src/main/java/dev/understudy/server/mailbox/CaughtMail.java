package dev.understudy.server.mailbox;

import java.util.List;

/**
 * A mail as it was sent.
 *
 * @param from whom the envelope names as its sender; empty for a notice of what could not be delivered
 * @param to to whom it was sent, whatever its headers say
 * @param content what was sent, or its beginning
 * @param bytes how long it was
 */
public record CaughtMail(String from, List<String> to, Content content, long bytes) {

    public CaughtMail {
        to = List.copyOf(to);
    }

    CaughtMail(String from, List<String> to, byte[] content, long bytes) {
        this(from, to, new Content(content), bytes);
    }

    /** Whether nothing of it was cut off. */
    public boolean whole() {
        return content.length() == bytes;
    }

    @Override
    public String toString() {
        return "CaughtMail[" + bytes + " bytes]";
    }
}
