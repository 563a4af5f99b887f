package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that can be reached by a relay alone, as a socket in a folder that nobody else may enter: for pg_dump, which
 * takes no other sockets.
 */
public final class RelayedServer implements AutoCloseable {

    private final Visited visited;
    private final Path folder;
    private final ServerSocketChannel channel;

    private RelayedServer(Visited visited, Path folder, ServerSocketChannel channel) {
        this.visited = visited;
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Opens the socket.
     *
     * @throws dev.understudy.model.fault.FaultException {@code host.unwritable}
     */
    public static RelayedServer open(Visited visited) {
        try {
            Path folder = Files.createTempDirectory("understudy-relay");
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(folder.resolve(".s.PGSQL." + visited.port())));
            RelayedServer server = new RelayedServer(visited, folder, channel);
            Thread.ofPlatform().daemon().name("relay").start(server::serve);
            return server;
        } catch (IOException failure) {
            throw Fault.failed("host.unwritable", "socket", failure).exception(failure);
        }
    }

    /** The folder to give as the host. */
    public Path folder() {
        return folder;
    }

    private void serve() {
        while (channel.isOpen()) {
            try {
                SocketChannel client = channel.accept();
                Thread.ofPlatform().daemon().start(() -> pass(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(SocketChannel client) {
        List<String> argv = new ArrayList<>(visited.relay());
        argv.add(visited.host());
        argv.add(Integer.toString(visited.port()));
        try (client) {
            ProcessBuilder builder = new ProcessBuilder(argv)
                    .directory(Path.of("/").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            Process process = builder.start();
            try (InputStream in = process.getInputStream();
                    OutputStream out = process.getOutputStream()) {
                if (in.read() == '+') {
                    Thread.ofPlatform().daemon().start(() -> copy(Channels.newInputStream(client), out));
                    copy(in, Channels.newOutputStream(client));
                }
            } finally {
                process.destroy();
            }
        } catch (IOException gone) {
            return;
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
            to.close();
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(folder.resolve(".s.PGSQL." + visited.port()));
            Files.deleteIfExists(folder);
        } catch (IOException failure) {
            throw Fault.failed("host.unwritable", folder, failure).exception(failure);
        }
    }
}
