package dev.understudy.engine.database;

import dev.understudy.model.view.MailView;
import dev.understudy.model.view.MailView.AttachmentView;
import dev.understudy.model.view.MailView.Header;
import dev.understudy.model.view.MailView.Whole;
import dev.understudy.targets.postgres.Reader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mails that Odoo wrote in a copy or a development. There they go nowhere, so Odoo keeps them, as it keeps all that could not be sent
 * ({@code mail.mail}). Of one that is very long its beginning is read; the database holds the rest.
 */
public final class HeldMails {

    /** What is shown of a text, in letters; one of 50 MB is no more to read than its beginning. */
    static final int MOST_LETTERS = 500_000;

    private static final int MOST_MAILS = 200;
    private static final int MOST_ATTACHMENTS = 100;
    private static final String NOTHING = "SELECT to_regclass('public.mail_mail')";
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** A mail's columns, with the addresses of its partners behind those that were written by hand. */
    private static final String MAILS = """
            SELECT mail.id, to_char(coalesce(mail.create_date, message.date), 'YYYY-MM-DD HH24:MI:SS'),
                   left(coalesce(message.email_from, ''), 300),
                   left(concat_ws(', ', nullif(mail.email_to, ''), nullif(mail.email_cc, ''),
                        (SELECT string_agg(coalesce(partner.email, partner.name), ', ' ORDER BY partner.id)
                           FROM public.mail_mail_res_partner_rel named
                           JOIN public.res_partner partner ON partner.id = named.res_partner_id
                          WHERE named.mail_mail_id = mail.id)), 1000),
                   left(coalesce(message.subject, ''), 500), coalesce(mail.state, ''),
                   left(coalesce(mail.failure_reason, ''), 2000), coalesce(octet_length(mail.body_html), 0),
                   (SELECT count(*) FROM public.message_attachment_rel attached WHERE attached.message_id = message.id)
              FROM public.mail_mail mail JOIN public.mail_message message ON message.id = mail.mail_message_id
            """;

    private final Reader reader;

    public HeldMails(Reader reader) {
        this.reader = reader;
    }

    /** The newest first, the latest few hundred; none where the module {@code mail} is not installed. */
    public List<MailView> latest() {
        if (!known()) {
            return List.of();
        }
        return reader.rows(MAILS + " ORDER BY mail.id DESC LIMIT " + MOST_MAILS).stream()
                .map(HeldMails::view)
                .toList();
    }

    /** All of one; empty when there is none. */
    public Optional<Whole> one(long id) {
        if (!known()) {
            return Optional.empty();
        }
        return reader.rows(MAILS + " WHERE mail.id = ?", id).stream()
                .findFirst()
                .map(HeldMails::view)
                .map(this::whole);
    }

    private boolean known() {
        return !reader.rows(NOTHING).contains(List.of(""));
    }

    private Whole whole(MailView mail) {
        List<String> more =
                reader.rows("""
                        SELECT left(coalesce(mail.body_html, ''), ?), coalesce(length(mail.body_html), 0),
                               left(coalesce(message.reply_to, ''), 500), left(coalesce(message.message_id, ''), 300),
                               left(coalesce(mail.headers, ''), 4000)
                          FROM public.mail_mail mail JOIN public.mail_message message ON message.id = mail.mail_message_id
                         WHERE mail.id = ?""", MOST_LETTERS, mail.id()).stream().findFirst().orElse(List.of("", "0", "", "", ""));
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("From", mail.from()));
        headers.add(new Header("To", mail.to()));
        headers.add(new Header("Subject", mail.subject()));
        headers.add(new Header("Reply-To", more.get(2)));
        headers.add(new Header("Message-Id", more.get(3)));
        headers.add(new Header("Odoo", more.get(4)));
        headers.removeIf(header -> header.value().isBlank());
        return new Whole(
                mail, headers, more.get(0), Long.parseLong(more.get(1)) <= MOST_LETTERS, attachments(mail.id()));
    }

    private List<AttachmentView> attachments(long mail) {
        return reader.rows("""
                        SELECT file.id, left(coalesce(file.name, ''), 300), left(coalesce(file.mimetype, ''), 100),
                               coalesce(file.file_size, 0)
                          FROM public.mail_mail mail
                          JOIN public.message_attachment_rel attached ON attached.message_id = mail.mail_message_id
                          JOIN public.ir_attachment file ON file.id = attached.attachment_id
                         WHERE mail.id = ? ORDER BY file.id LIMIT ?""", mail, MOST_ATTACHMENTS).stream()
                .map(row -> new AttachmentView(
                        Long.parseLong(row.get(0)), row.get(1), row.get(2), Long.parseLong(row.get(3))))
                .toList();
    }

    private static MailView view(List<String> row) {
        return new MailView(
                Long.parseLong(row.get(0)),
                at(row.get(1)),
                row.get(2),
                row.get(3),
                row.get(4),
                row.get(5),
                row.get(6),
                Long.parseLong(row.get(7)),
                Integer.parseInt(row.get(8)));
    }

    /** Odoo keeps times in UTC, without saying so. */
    private static @Nullable Instant at(String text) {
        try {
            return text.isEmpty() ? null : LocalDateTime.parse(text, WRITTEN).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException odd) {
            return null;
        }
    }
}
