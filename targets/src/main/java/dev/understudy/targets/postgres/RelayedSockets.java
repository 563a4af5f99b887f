package dev.understudy.targets.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets whose bytes go through a program: one that enters the place where an Odoo runs, as the user that it runs as, so
 * that names, sockets and {@code peer} authentication are what they are for that Odoo. The driver makes this class by its
 * name, with the name of a lease.
 */
public final class RelayedSockets extends SocketFactory {

    private static final Map<String, Visited> LEASED = new ConcurrentHashMap<>();

    private final Visited visited;

    /** @param lease the name of one that was taken */
    public RelayedSockets(String lease) {
        this.visited = Objects.requireNonNull(LEASED.get(lease), lease);
    }

    /** That the driver may make sockets to a place. */
    record Lease(String name) implements AutoCloseable {

        @Override
        public void close() {
            LEASED.remove(name);
        }
    }

    static Lease lease(Visited visited) {
        String name = UUID.randomUUID().toString();
        LEASED.put(name, visited);
        return new Lease(name);
    }

    @Override
    public Socket createSocket() {
        return new Relayed(visited);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("connected later");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int local) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int local) throws IOException {
        return createSocket(host, port);
    }

    /** One relay: it lives as long as the socket. */
    private static final class Relayed extends Socket {

        private final Visited visited;
        private @Nullable Process process;

        private Relayed(Visited visited) {
            this.visited = visited;
        }

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            List<String> argv = new ArrayList<>(visited.relay());
            argv.add(visited.host());
            argv.add(Integer.toString(visited.port()));
            ProcessBuilder builder = new ProcessBuilder(argv)
                    .directory(Path.of("/").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            process = builder.start();
            // It says so when it is through.
            if (process.getInputStream().read() != '+') {
                close();
                throw new SocketException("not reached");
            }
        }

        @Override
        public void connect(SocketAddress address) throws IOException {
            connect(address, 0);
        }

        private Process process() throws IOException {
            if (process == null) {
                throw new SocketException("not connected");
            }
            return process;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return process().getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return process().getOutputStream();
        }

        @Override
        public boolean isConnected() {
            return process != null;
        }

        @Override
        public boolean isClosed() {
            return process != null && !process.isAlive();
        }

        @Override
        public void close() {
            if (process != null) {
                process.destroy();
            }
        }

        @Override
        public void setTcpNoDelay(boolean on) {}

        @Override
        public void setKeepAlive(boolean on) {}

        @Override
        public void setSoTimeout(int timeout) {}

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public void setReceiveBufferSize(int size) {}

        @Override
        public void setSendBufferSize(int size) {}

        @Override
        public int getReceiveBufferSize() {
            return 1 << 16;
        }

        @Override
        public int getSendBufferSize() {
            return 1 << 16;
        }
    }
}
