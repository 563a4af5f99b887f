package dev.understudy.odoo.neutralize;

import static dev.understudy.odoo.neutralize.Sql.has;
import static dev.understudy.odoo.neutralize.Sql.when;

import dev.understudy.odoo.conf.OutgoingMail;
import java.util.List;
import java.util.OptionalInt;

/**
 * The one mail server that a copy has: a name that nobody can have, so that mail goes nowhere, or the mailbox on this machine where the
 * copy's mail is caught.
 */
final class MailServers {

    private static final String TABLE = "ir_mail_server";

    private static final String HERE = OutgoingMail.MAILBOX_HOST;

    private MailServers() {}

    static List<Statement> statements(OptionalInt mailbox) {
        return mailbox.isPresent()
                ? List.of(again(mailbox.getAsInt()), dummy(), caught(mailbox.getAsInt()))
                : List.of(dummy());
    }

    /** A condition on a row that is named {@code server}, which has a column {@code smtp_host}: no mail leaves by it. */
    static String keepsMailIn(OptionalInt mailbox) {
        String nowhere = "server.smtp_host = 'invalid'";
        return "(" + nowhere + (mailbox.isPresent() ? " OR " + isMailbox(mailbox.getAsInt()) : "") + ")";
    }

    /**
     * An addon may have taken the column of the port away. The row is {@code server.*}: a bare {@code server} is a column of that name
     * where an addon has made one.
     */
    private static String isMailbox(int port) {
        return "(server.smtp_host = '" + HERE + "' AND to_jsonb(server.*) ->> 'smtp_port' = '" + port + "')";
    }

    /** What was the mailbox is the dummy of core's again, so that there is one of them at the end. */
    private static Statement again(int port) {
        return new Statement(
                "mail-server-as-it-was", when(has(TABLE, "smtp_host", "smtp_port"), """
                UPDATE ir_mail_server server SET smtp_host = 'invalid' WHERE %s;
                """.formatted(isMailbox(port))));
    }

    /**
     * As core's: without an active server, mail would leave by the one of {@code odoo.conf}. Addons take columns of it away, as
     * those that keep servers in files do.
     */
    private static Statement dummy() {
        return new Statement("dummy-mail-server", when(has(TABLE, "smtp_host", "active"), """
                DELETE FROM ir_mail_server duplicate USING ir_mail_server kept
                 WHERE duplicate.smtp_host = 'invalid' AND kept.smtp_host = 'invalid' AND duplicate.id > kept.id;
                UPDATE ir_mail_server SET active = true WHERE smtp_host = 'invalid';
                IF NOT EXISTS (SELECT FROM ir_mail_server WHERE smtp_host = 'invalid') THEN
                  EXECUTE (SELECT 'INSERT INTO public.ir_mail_server (' || string_agg(given.name, ', ')
                                  || ') VALUES (' || string_agg(quote_literal(given.value), ', ') || ')'
                             FROM (VALUES ('name', 'neutralization - disable emails'), ('smtp_host', 'invalid'),
                                          ('smtp_port', '1025'), ('smtp_encryption', 'none'),
                                          ('smtp_authentication', 'login'), ('active', 'true'), ('sequence', '0'))
                                  AS given(name, value)
                             JOIN pg_attribute ON attrelid = to_regclass('public.ir_mail_server')
                                  AND attname = given.name AND NOT attisdropped);
                END IF;
                """));
    }

    /** Nothing of what production's dummy may have said stays: a mailbox knows no encryption, no user and no choice of senders. */
    private static Statement caught(int port) {
        return new Statement(
                "mailbox", when(has(TABLE, "smtp_host", "smtp_port", "active"), """
                EXECUTE (SELECT 'UPDATE public.ir_mail_server SET ' || string_agg(given.name || ' = ' || given.value, ', ')
                                || ' WHERE smtp_host = ''invalid'' AND active'
                           FROM (VALUES ('smtp_host', quote_literal('%s')), ('smtp_port', '%d'),
                                        ('smtp_encryption', quote_literal('none')),
                                        ('smtp_authentication', quote_literal('login')),
                                        ('smtp_user', 'NULL'), ('from_filter', 'NULL'))
                                AS given(name, value)
                           JOIN pg_attribute ON attrelid = to_regclass('public.ir_mail_server')
                                AND attname = given.name AND NOT attisdropped);
                """.formatted(HERE, port)));
    }
}
