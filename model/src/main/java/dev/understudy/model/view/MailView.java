package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that an environment's Odoo wrote, and that did not leave it.
 *
 * @param id by which Odoo knows it
 * @param at when it was written
 * @param from whom it names as its sender
 * @param to to whom it goes, addresses and names of Odoo's partners alike
 * @param subject empty for none
 * @param state as Odoo names it, e.g. {@code exception}: it was tried, and was kept
 * @param problem what Odoo says of why it was not sent; empty when nothing
 * @param bytes how long its text is
 * @param attachments how many files are with it
 */
public record MailView(
        long id,
        @Nullable Instant at,
        String from,
        String to,
        String subject,
        String state,
        String problem,
        long bytes,
        int attachments) {

    /**
     * All of one.
     *
     * @param headers as they would be sent, name and value
     * @param html its text; its beginning, where it is very long
     * @param whole whether that is all of it
     */
    public record Whole(
            MailView mail, List<Header> headers, String html, boolean whole, List<AttachmentView> attachments) {

        public Whole {
            headers = List.copyOf(headers);
            attachments = List.copyOf(attachments);
        }
    }

    /** One line above a mail. */
    public record Header(String name, String value) {}

    /**
     * A file that is with a mail.
     *
     * @param type as Odoo says, e.g. {@code application/pdf}
     */
    public record AttachmentView(long id, String name, String type, long bytes) {}
}
