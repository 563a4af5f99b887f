package dev.understudy.bench.mask;

import dev.understudy.targets.postgres.Owner;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A database as Odoo has it after some years: people, what they wrote, who was told. Always the same for one size. Mails are of
 * very different length, most of them short, with the markup of mail programs and the mail before in them.
 */
public final class MailData {

    /** Mails to each partner, about. */
    private static final int MAILS = 5;

    private static final int WORDS = 6_000;
    private static final int NAMES = 4_000;
    private static final int BATCH = 1 << 16;
    private static final long MEGABYTE = 1L << 20;

    private final Random random = new Random(16);
    private final List<String> words = drawn(WORDS);
    private final List<String> first = drawn(NAMES / 4);
    private final List<String> last = drawn(NAMES);
    private final Connection connection;

    private MailData(Connection connection) {
        this.connection = connection;
    }

    /** Makes tables and rows, about so many megabytes as text. */
    public static void make(Owner database, long megabytes) throws SQLException {
        try (Connection connection = database.connect()) {
            new MailData(connection).make(megabytes);
        }
    }

    private void make(long megabytes) throws SQLException {
        run(MailSchema.TABLES);
        int partners = 0;
        long written = 0;
        while (written < megabytes * MEGABYTE) {
            partners += 1_000;
            written += people(partners - 1_000, 1_000);
            written += mails((partners - 1_000) * MAILS, 1_000 * MAILS, partners);
        }
        run(MailSchema.INDEXES);
        run("VACUUM ANALYZE");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long people(int from, int count) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            String name = capital(pick(first)) + " " + capital(pick(last));
            String mail = mail(name);
            String phone = "+34 6" + digits(2) + " " + digits(3) + " " + digits(3);
            row(
                    rows,
                    i + 100,
                    name,
                    name,
                    mail,
                    mail,
                    phone,
                    phone.replace(" ", ""),
                    "Calle " + capital(pick(words)) + " " + (1 + random.nextInt(200)),
                    capital(pick(words)),
                    digits(5),
                    "ES" + digits(8) + "Z",
                    random.nextInt(3) == 0 ? "<p>" + sentence(12) + "</p>" : "\\N",
                    "2026-01-01 10:00:00");
        }
        return copy(
                "res_partner (id, name, complete_name, email, email_normalized, phone, phone_sanitized, street, city, zip, vat,"
                        + " comment, create_date)",
                rows);
    }

    private long mails(int from, int count, int partners) throws SQLException {
        StringBuilder rows = new StringBuilder();
        StringBuilder told = new StringBuilder();
        long written = 0;
        for (int i = from; i < from + count; i++) {
            int author = 100 + random.nextInt(partners);
            String name = capital(pick(first)) + " " + capital(pick(last));
            row(
                    rows,
                    i + 1,
                    "sale.order",
                    1 + random.nextInt(50_000),
                    author,
                    "Re: " + sentence(5),
                    body(name),
                    "\"" + name + "\" <" + mail(name) + ">",
                    "<" + digits(15) + "." + digits(10) + "@mail.acme.example>",
                    "catchall@acme.example",
                    random.nextInt(2) == 0 ? "comment" : "email",
                    "2026-02-03 11:12:13");
            row(told, i + 1, i + 1, 100 + random.nextInt(partners), "inbox", "sent");
            if (rows.length() > BATCH) {
                written += mailRows(rows);
                rows.setLength(0);
            }
        }
        return written
                + mailRows(rows)
                + copy("mail_notification (id, mail_message_id, res_partner_id, kind, state)", told);
    }

    private long mailRows(StringBuilder rows) throws SQLException {
        return copy(
                "mail_message (id, model, res_id, author_id, subject, body, email_from, message_id, reply_to, message_type, date)",
                rows);
    }

    /** A mail as programs write it, and some of those that it answers. */
    private String body(String name) {
        StringBuilder body = new StringBuilder("<div style=\"margin:0px;font-family:Arial\"><p>Hello ")
                .append(name)
                .append(",</p>");
        int length = (int) Math.exp(3.4 + random.nextGaussian());
        for (int part = 0; part < Math.min(length, 400); part += 25) {
            body.append("<p class=\"MsoNormal\" style=\"margin-bottom:12.0pt\">")
                    .append(sentence(25))
                    .append("<br></p>");
        }
        if (random.nextInt(3) == 0) {
            body.append("<p><a href=\"/mail/view?model=sale.order&amp;res_id=")
                    .append(random.nextInt(50_000))
                    .append("\" target=\"_blank\">See it</a>, call +34 6")
                    .append(digits(8))
                    .append(" or ")
                    .append(mail(name))
                    .append("</p>");
        }
        if (random.nextInt(2) == 0) {
            body.append("<blockquote data-o-mail-quote=\"1\">On Tue, ")
                    .append(name)
                    .append(" wrote:&nbsp;<span>")
                    .append(sentence(60))
                    .append("</span></blockquote>");
        }
        return body.append("</div>").toString();
    }

    private static void row(StringBuilder rows, Object... values) {
        for (int i = 0; i < values.length; i++) {
            rows.append(i == 0 ? "" : "\t").append(values[i]);
        }
        rows.append('\n');
    }

    /** How many bytes were written. */
    private long copy(String into, CharSequence rows) throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + into + " FROM STDIN");
        in.writeToCopy(bytes, 0, bytes.length);
        in.endCopy();
        return bytes.length;
    }

    private String sentence(int count) {
        StringBuilder sentence = new StringBuilder(capital(pick(words)));
        for (int i = 1; i < count; i++) {
            sentence.append(random.nextInt(10) == 0 ? ", " : " ")
                    .append(random.nextInt(40) == 0 ? capital(pick(last)) : pick(words));
        }
        return sentence.append('.').toString();
    }

    private String pick(List<String> from) {
        double skewed = random.nextDouble();
        return from.get((int) (skewed * skewed * skewed * from.size()));
    }

    private static String mail(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@customer.example";
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private List<String> drawn(int count) {
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder word = new StringBuilder();
            int length = 2 + random.nextInt(9);
            for (int at = 0; at < length; at++) {
                String from = at % 2 == 0 ? "bcdfghjklmnpqrstvwz" : "aeiouáéí";
                word.append(from.charAt(random.nextInt(from.length())));
            }
            drawn.add(word.toString());
        }
        return drawn;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
