package dev.understudy.server;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a home for one service: its process id stands in {@code service.pid}, locked for as long as the process lives,
 * also when it is killed; its port beside it, for clients that were not told.
 */
final class ServiceFile implements AutoCloseable {

    private final Path pidFile;
    private final Path portFile;
    private final FileChannel channel;

    private ServiceFile(Path pidFile, Path portFile, FileChannel channel) {
        this.pidFile = pidFile;
        this.portFile = portFile;
        this.channel = channel;
    }

    /** Takes a home, making its folder. Throws {@code server.already-running}, {@code server.home-unusable}. */
    static ServiceFile take(Home home) {
        Path pidFile = home.pidFile();
        try {
            Files.createDirectories(home.directory());
            FileChannel channel = FileChannel.open(
                    pidFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw Fault.refused(
                                "server.already-running",
                                Files.readString(pidFile).strip())
                        .at(home.directory())
                        .exception();
            }
            // One that was killed has left the port of its own.
            Path portFile = home.directory().resolve("service.port");
            Files.deleteIfExists(portFile);
            channel.truncate(0);
            channel.write(text(ProcessHandle.current().pid()), 0);
            return new ServiceFile(pidFile, portFile, channel);
        } catch (IOException failure) {
            throw Fault.failed("server.home-unusable", failure)
                    .at(home.directory())
                    .exception(failure);
        }
    }

    /** Says where the service listens. */
    void listening(int port) {
        try {
            Files.writeString(portFile, port + "\n");
        } catch (IOException failure) {
            throw Fault.failed("server.home-unusable", failure).at(portFile).exception(failure);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(portFile);
            Files.deleteIfExists(pidFile);
            channel.close();
        } catch (IOException failure) {
            throw Fault.failed("server.home-unusable", failure).at(pidFile).exception(failure);
        }
    }

    private static ByteBuffer text(long pid) {
        return ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
