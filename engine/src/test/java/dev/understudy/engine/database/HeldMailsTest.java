package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.model.view.MailView;
import dev.understudy.model.view.MailView.AttachmentView;
import dev.understudy.model.view.MailView.Header;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The mails that Odoo kept, in a real PostgreSQL. */
class HeldMailsTest {

    private final Direct database = new Direct(TestPostgres.shared().newDatabase());
    private final HeldMails mails = new HeldMails(database);

    private void odoo() {
        database.script("""
                CREATE TABLE res_partner (id int, name text, email text);
                INSERT INTO res_partner VALUES (1, 'Rosa', 'rosa@acme.example'), (2, 'Luz', NULL);
                CREATE TABLE mail_message (id int, subject text, email_from text, reply_to text, message_id text, date timestamp);
                INSERT INTO mail_message VALUES (11, 'Order S1', 'shop@acme.example', 'shop@acme.example', '<1@acme>', '2026-11-01 08:00'),
                                                (12, NULL, NULL, NULL, NULL, NULL);
                CREATE TABLE mail_mail (id int, mail_message_id int, email_to text, email_cc text, state text, failure_reason text,
                                        body_html text, headers text, create_date timestamp);
                INSERT INTO mail_mail VALUES (1, 11, 'x@acme.example', '', 'exception', 'Connection refused', '<p>Thank you</p>', '{}',
                                              '2026-11-01 09:00'),
                                             (2, 12, NULL, NULL, 'outgoing', NULL, NULL, NULL, NULL);
                CREATE TABLE mail_mail_res_partner_rel (mail_mail_id int, res_partner_id int);
                INSERT INTO mail_mail_res_partner_rel VALUES (1, 1), (1, 2);
                CREATE TABLE ir_attachment (id int, name text, mimetype text, file_size int);
                INSERT INTO ir_attachment VALUES (5, 'S1.pdf', 'application/pdf', 82114);
                CREATE TABLE message_attachment_rel (message_id int, attachment_id int);
                INSERT INTO message_attachment_rel VALUES (11, 5);
                """);
    }

    @Test
    void eachIsReadWithWhomItGoesToAndWhatIsWithIt() {
        odoo();
        assertThat(mails.latest())
                .containsExactly(
                        new MailView(2, null, "", "", "", "outgoing", "", 0, 0),
                        new MailView(
                                1,
                                Instant.parse("2026-11-01T09:00:00Z"),
                                "shop@acme.example",
                                "x@acme.example, rosa@acme.example, Luz",
                                "Order S1",
                                "exception",
                                "Connection refused",
                                16,
                                1));
        assertThat(mails.one(1)).hasValueSatisfying(mail -> {
            assertThat(mail.html()).isEqualTo("<p>Thank you</p>");
            assertThat(mail.whole()).isTrue();
            assertThat(mail.headers())
                    .contains(new Header("Reply-To", "shop@acme.example"), new Header("Message-Id", "<1@acme>"));
            assertThat(mail.attachments()).containsExactly(new AttachmentView(5, "S1.pdf", "application/pdf", 82_114));
        });
        assertThat(mails.one(2))
                .hasValueSatisfying(mail -> assertThat(mail.headers()).isEmpty());
        assertThat(mails.one(3)).isEmpty();
    }

    @Test
    void ofAMailOfFiftyMegabytesTheBeginningIsRead() {
        odoo();
        database.script("UPDATE mail_mail SET body_html = repeat('0123456789', 5000000) WHERE id = 1");
        assertThat(mails.latest().getLast().bytes()).isEqualTo(50_000_000);
        assertThat(mails.one(1)).hasValueSatisfying(mail -> {
            assertThat(mail.whole()).isFalse();
            assertThat(mail.html()).hasSize(HeldMails.MOST_LETTERS);
        });
    }

    @Test
    void whereOdooSendsNoMailThereIsNone() {
        assertThat(mails.latest()).isEmpty();
        assertThat(mails.one(1)).isEmpty();
    }
}
