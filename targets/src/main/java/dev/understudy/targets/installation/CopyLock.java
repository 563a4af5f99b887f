package dev.understudy.targets.installation;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Only one process of this machine copies into a folder; the kernel frees the lock of one that dies. */
record CopyLock(FileChannel channel) implements AutoCloseable {

    private static final String FILE = ".lock";

    /**
     * Takes it, or does not wait.
     *
     * @param copy the folder, which is there
     * @throws dev.understudy.model.fault.FaultException {@code adopt.being-copied}
     */
    static CopyLock take(Path copy) throws IOException {
        FileChannel channel = FileChannel.open(copy.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(channel) == null) {
            channel.close();
            throw Fault.refused("adopt.being-copied").at(copy).exception();
        }
        return new CopyLock(channel);
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
