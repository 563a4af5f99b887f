package dev.understudy.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.run.Await;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail that comes in by SMTP. */
@Timeout(120)
final class MailboxTest {

    private static final int KEPT = 10 << 20;
    private static final int FIFTY_MEGABYTES = 50 << 20;

    private final List<CaughtMail> taken = new ArrayList<>();
    private volatile boolean welcome = true;
    private volatile boolean full;

    @AutoClose
    private final Mailbox mailbox = mailbox(Mailbox.Bounds.USUAL);

    @Test
    void takesWhatIsSentWithWhomTheEnvelopeNames() throws Exception {
        send(mailbox, SampleMails.order().content().bytes(), "rosa@acme.example", "hidden@acme.example");

        assertThat(taken).singleElement().satisfies(mail -> {
            assertThat(mail.from()).isEqualTo("bounce@acme.example");
            assertThat(mail.to()).containsExactly("rosa@acme.example", "hidden@acme.example");
            assertThat(mail.whole()).isTrue();
            assertThat(MailContent.of(mail.content()).subject()).isEqualTo("Your order S00012");
        });
    }

    @Test
    void ofAMailOfFiftyMegabytesTheBeginningIsKept() throws Exception {
        send(mailbox, large(FIFTY_MEGABYTES), "rosa@acme.example");

        assertThat(taken).singleElement().satisfies(mail -> {
            assertThat(mail.content().length()).isEqualTo(KEPT);
            assertThat(mail.bytes()).isGreaterThan(FIFTY_MEGABYTES);
            assertThat(mail.whole()).isFalse();
            assertThat(MailContent.of(mail.content()).subject()).isEqualTo("Large");
        });
    }

    @Test
    void oneThatIsLargerStillIsRefusedWithAWord() {
        try (Mailbox small = mailbox(new Mailbox.Bounds(1_000, 20_000, Duration.ofMinutes(1)))) {
            assertThatThrownBy(() -> send(small, large(40_000), "rosa@acme.example"))
                    .hasStackTraceContaining("552");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void whoIsNotTheEnvironmentsOwnIsTurnedAway() {
        welcome = false;

        assertThatThrownBy(() -> send(mailbox, SampleMails.order().content().bytes(), "rosa@acme.example"))
                .hasStackTraceContaining("Only Odoo of staging sends mail here");
        assertThat(taken).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsNotTaken() {
        full = true;

        assertThatThrownBy(() -> send(mailbox, SampleMails.order().content().bytes(), "rosa@acme.example"))
                .hasStackTraceContaining("could not be kept");
    }

    @Test
    void whoSendsSlowlyKeepsNobodyElseWaiting() throws Exception {
        try (Raw one = new Raw(mailbox);
                Raw two = new Raw(mailbox)) {
            one.begin();
            two.begin();

            send(mailbox, SampleMails.order().content().bytes(), "rosa@acme.example");
        }
        assertThat(taken).hasSize(1);
    }

    @Test
    void aMailThatDoesNotEndIsDropped() throws Exception {
        try (Mailbox hasty = mailbox(new Mailbox.Bounds(1_000, 20_000, Duration.ZERO));
                Raw slow = new Raw(hasty)) {
            slow.begin();

            assertThat(slow.answer()).startsWith("421");
        }
    }

    @Test
    void whoDoesNotReadKeepsAMailboxFromNoEnd() throws Exception {
        Mailbox left = mailbox(Mailbox.Bounds.USUAL);
        try (SocketChannel deaf =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), left.port()))) {
            deaf.configureBlocking(false);
            byte[] words = "NOOP\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            AtomicInteger full = new AtomicInteger();
            Await.until(
                    () -> full.addAndGet(written(deaf, ByteBuffer.wrap(words)) > 0 ? -full.get() : 1),
                    times -> times == 10);

            left.close();

            assertThatThrownBy(() -> send(left.port(), new byte[0], "rosa@acme.example"))
                    .hasMessageContaining("Couldn't connect");
        }
    }

    private static int written(SocketChannel channel, ByteBuffer words) {
        try {
            return channel.write(words);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A conversation as it is written. */
    private static final class Raw implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader answers;

        Raw(Mailbox mailbox) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), mailbox.port());
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        /** A mail, without its end. */
        void begin() throws IOException {
            answer();
            for (String line : List.of("HELO a", "MAIL FROM:<a@acme.example>", "RCPT TO:<b@acme.example>", "DATA")) {
                say(line + "\r\n");
                answer();
            }
            say("Subject: slow\r\n");
        }

        void say(String said) throws IOException {
            socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        }

        String answer() throws IOException {
            return answers.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Mailbox mailbox(Mailbox.Bounds bounds) {
        return new Mailbox("staging", 0, _ -> welcome, bounds, mail -> {
            if (full) {
                throw new IllegalStateException("no room");
            }
            taken.add(mail);
        });
    }

    private static byte[] large(int bytes) {
        byte[] head = "Subject: Large\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + bytes];
        Arrays.fill(whole, (byte) 'x');
        for (int i = 76; i < whole.length; i += 78) {
            whole[i] = '\r';
            if (i + 1 < whole.length) {
                whole[i + 1] = '\n';
            }
        }
        System.arraycopy(head, 0, whole, 0, head.length);
        return whole;
    }

    static void send(Mailbox mailbox, byte[] content, String... to) throws MessagingException {
        send(mailbox.port(), content, to);
    }

    static void send(int port, byte[] content, String... to) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.from", "bounce@acme.example");
        properties.setProperty("mail.smtp.timeout", "60000");
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            InternetAddress[] recipients = new InternetAddress[to.length];
            for (int i = 0; i < to.length; i++) {
                recipients[i] = new InternetAddress(to[i]);
            }
            transport.sendMessage(new MimeMessage(session, new ByteArrayInputStream(content)), recipients);
        }
    }
}
