package dev.understudy.engine.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The room that is kept for production on the disks of a home: a twentieth of each, but 256 MB at least and 2 GB at most.
 * Asked several times a second, and therefore of the kernel itself and not by a command.
 */
public final class Room {

    private static final long LEAST = 256L << 20;
    private static final long MOST = 2L << 30;
    private static final int PART = 20;

    private final List<Path> folders;

    /** @param folders on each of the disks */
    public Room(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Whether copies have come to what is kept for production. */
    public boolean isShort() {
        return folders.stream().filter(Files::exists).anyMatch(Room::isShort);
    }

    private static boolean isShort(Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder);
            return isShort(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static boolean isShort(long free, long total) {
        return free < Math.clamp(total / PART, LEAST, MOST);
    }
}
