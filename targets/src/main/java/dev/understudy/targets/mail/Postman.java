package dev.understudy.targets.mail;

import dev.understudy.model.fault.Fault;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes letters to a mail server, over one connection. */
public final class Postman implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final Transport transport;
    private final String from;

    Postman(Session session, Transport transport, String from) {
        this.session = session;
        this.transport = transport;
        this.from = from;
    }

    /**
     * Hands a letter over.
     *
     * @throws dev.understudy.model.fault.FaultException {@code mail.refused} when the server will not have it, {@code
     *     mail.not-taken} when it may take it another time
     */
    public void send(Letter letter) {
        try {
            MimeMessage message = message(letter);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException failure) {
            throw Fault.failed(
                            Answers.forGood(failure) ? "mail.refused" : "mail.not-taken",
                            letter.to(),
                            Answers.said(failure))
                    .exception(failure);
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + letter.id() + "@" + from.substring(from.indexOf('@') + 1) + ">");
            }
        };
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
        message.setSubject(letter.subject(), UTF_8);
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        // So that nobody's absence is told to it (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        if (letter.calendar().isPresent()) {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(letter.text(), UTF_8);
            MimeBodyPart calendar = new MimeBodyPart();
            calendar.setText(letter.calendar().get(), UTF_8, "calendar");
            calendar.setFileName("release.ics");
            message.setContent(new MimeMultipart(text, calendar));
        } else {
            message.setText(letter.text(), UTF_8);
        }
        message.saveChanges();
        return message;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException failure) {
            // All that was handed over was taken.
            LOG.debug("The mail server did not say goodbye", failure);
        }
    }
}
