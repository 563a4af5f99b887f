package dev.understudy.targets.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server in front of another that first answers as PostgreSQL does while it recovers, for a number of connections; after
 * that the other answers.
 */
final class RecoveringServer implements AutoCloseable {

    /** A client asks with these, in place of a protocol version, whether it may encrypt. */
    private static final int ENCRYPTION_REQUESTS = 80877103;

    private static final String[] SAID = {"SFATAL", "VFATAL", "C57P03", "Mthe database system is in recovery mode"};

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger left;
    private final int port;

    /**
     * Listens at once.
     *
     * @param refusals how many connections are told to come later
     * @param port of the server that answers after that
     */
    RecoveringServer(int refusals, int port) throws IOException {
        this.left = new AtomicInteger(refusals);
        this.port = port;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Negative when all were told to come later, and others came. */
    int left() {
        return left.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer(Socket client) {
        try (client) {
            if (left.getAndDecrement() > 0) {
                refuse(client);
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Thread back = Thread.ofVirtual().start(() -> copy(server, client));
                copy(client, server);
                back.join();
            }
        } catch (IOException | InterruptedException gone) {
            // So has the client.
        }
    }

    private static void refuse(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        int length = in.readInt();
        int version = in.readInt();
        while (version >= ENCRYPTION_REQUESTS) {
            out.writeByte('N');
            length = in.readInt();
            version = in.readInt();
        }
        in.skipNBytes(length - 8);
        byte[] said = (String.join("\0", SAID) + "\0\0").getBytes(StandardCharsets.US_ASCII);
        out.writeByte('E');
        out.writeInt(said.length + 4);
        out.write(said);
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // So is the other side, soon.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
