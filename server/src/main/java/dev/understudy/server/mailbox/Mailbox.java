package dev.understudy.server.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** Takes the mail of one environment (SMTP, RFC 5321), on a port of loopback. Of a mail that is very long it keeps the beginning. */
final class Mailbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final int MOST_CONNECTIONS = 20;
    private static final int NOT_YOURS = 554;
    private static final int TOO_LARGE = 552;
    private static final int LATER = 451;
    private static final int TOO_SLOW = 421;
    private static final int BLOCK = 64 * 1024;

    private final ExecutorService conversations = Executors.newVirtualThreadPerTaskExecutor();
    private final SMTPServer server;
    private final Consumer<CaughtMail> taken;
    private final Bounds bounds;

    /**
     * How long a mail may be.
     *
     * @param kept bytes of one that are kept
     * @param taken bytes of one that is taken at all
     * @param time for all of it to come in
     */
    record Bounds(int kept, int taken, Duration time) {

        static final Bounds USUAL = new Bounds(10 << 20, 100 << 20, Duration.ofMinutes(5));
    }

    /**
     * Begins to listen.
     *
     * @param welcome whether the process at a port of loopback may send here
     * @throws RuntimeException when the port is taken
     */
    Mailbox(String environment, int port, IntPredicate welcome, Bounds bounds, Consumer<CaughtMail> taken) {
        this.taken = taken;
        this.bounds = bounds;
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName(environment + ".localhost")
                .softwareName("Understudy")
                .serverThreadName("mailbox of " + environment)
                .executorService(conversations)
                .insertReceivedHeaders(false)
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeoutMs(Math.toIntExact(SILENCE.toMillis()))
                .maxMessageSize(bounds.taken())
                .sessionHandler(new Doorkeeper(environment, welcome))
                .messageHandlerFactory(_ -> new Delivery())
                .build();
        server.start();
    }

    /** Where it listens. */
    int port() {
        return server.getPortAllocated();
    }

    /** Nobody waits for who does not hear that it ends: after some seconds the conversations are cut off. */
    @Override
    public void close() {
        Thread ending = Thread.ofVirtual().name("end of a mailbox").start(server::stop);
        try {
            if (!ending.join(FAREWELL)) {
                List<Runnable> _ = conversations.shutdownNow();
                ending.interrupt();
                boolean _ = ending.join(FAREWELL);
            }
        } catch (InterruptedException hurry) {
            List<Runnable> _ = conversations.shutdownNow();
            ending.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private record Doorkeeper(String environment, IntPredicate welcome) implements SessionHandler {

        @Override
        public SessionAcceptance accept(Session session) {
            InetSocketAddress peer = session.getRemoteAddress();
            return welcome.test(peer.getPort())
                    ? SessionAcceptance.success()
                    : SessionAcceptance.failure(NOT_YOURS, "Only Odoo of " + environment + " sends mail here");
        }

        @Override
        public void onSessionEnd(Session session) {
            // Nothing is kept of a session.
        }
    }

    private final class Delivery implements MessageHandler {

        private final List<String> to = new ArrayList<>();
        private String from = "";

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) {
            to.add(recipient);
        }

        @Override
        public String data(InputStream sent) throws RejectException, IOException {
            try (Spool spool = new Spool()) {
                long length = read(sent, spool);
                return OneAtATime.work(() -> {
                    taken.accept(new CaughtMail(from, to, spool.bytes(), length));
                    return "kept";
                });
            } catch (RuntimeException failure) {
                LOG.error("A mail could not be kept", failure);
                throw new RejectException(LATER, "The mail could not be kept: the log of Understudy tells why");
            }
        }

        /** What is left after a refusal would be read to its end first, which need not come: so the connection is dropped. */
        private long read(InputStream sent, Spool spool) throws RejectException, IOException {
            long latest = System.nanoTime() + bounds.time().toNanos();
            long length = 0;
            for (int octet = sent.read(); octet >= 0; octet = sent.read()) {
                length++;
                if (length <= bounds.kept()) {
                    spool.add(octet);
                }
                if (length % BLOCK == 0) {
                    refuseTooLarge(length);
                }
                if (System.nanoTime() - latest > 0) {
                    throw new DropConnectionException(TOO_SLOW, "4.4.2 The mail takes too long");
                }
            }
            refuseTooLarge(length);
            return length;
        }

        private void refuseTooLarge(long length) throws DropConnectionException {
            if (length > bounds.taken()) {
                throw new DropConnectionException(TOO_LARGE, "5.3.4 The mail is too large");
            }
        }

        @Override
        public void done() {
            // What was read went on already.
        }
    }
}
