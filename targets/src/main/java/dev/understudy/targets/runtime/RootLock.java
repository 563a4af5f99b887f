package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Only one process of this machine builds a root; the kernel frees the lock of one that dies. */
final class RootLock {

    private static final long PAUSE_MILLIS = 500;

    private final FileChannel channel;

    private RootLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock, does the work and frees it; an interrupt ends the wait. */
    static void holding(Path file, Consumer<String> progress, Runnable work) {
        RootLock lock = take(file, progress);
        try {
            work.run();
        } finally {
            lock.free();
        }
    }

    private static RootLock take(Path file, Consumer<String> progress) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean told = false;
            while (locked(channel) == null) {
                if (!told) {
                    progress.accept("Another Understudy builds the same Odoo; waiting for it");
                    told = true;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return new RootLock(channel);
        } catch (IOException failure) {
            throw Fault.failed("host.unwritable", file, failure).exception(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", "flock " + file).exception(interrupt);
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private void free() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw Fault.failed("host.unwritable", channel, failure).exception(failure);
        }
    }
}
