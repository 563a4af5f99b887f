package dev.understudy.engine.control;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The room that is kept for production on the disks of a home: a twentieth of each, but 256 MB at least and 2 GB at most.
 * Asked several times a second, and therefore of the kernel itself and not by a command.
 */
public final class Room {

    private static final long LEAST = 256L << 20;
    private static final long MOST = 2L << 30;
    private static final int PART = 20;

    /** Bytes a millisecond that no disk takes. */
    private static final long FASTEST = 8L << 20;

    private final List<Path> folders;

    /** @param folders on each of the disks */
    public Room(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** Whether copies have come to what is kept for production. */
    public boolean isShort() {
        return spare() < 0;
    }

    /** For how long the room lasts at least, however fast a disk is written to. */
    Duration lasts() {
        return Duration.ofMillis(Math.max(0, spare() / FASTEST));
    }

    /** Bytes that can be written before copies have come to what is kept for production, on the disk that has least. */
    private long spare() {
        return folders.stream()
                .filter(Files::exists)
                .mapToLong(Room::spare)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** By statvfs alone: a file store of the JDK's reads the table of all mounts each time. */
    private static long spare(Path folder) {
        File disk = folder.toFile();
        long total = disk.getTotalSpace();
        if (total == 0) {
            throw new UncheckedIOException(new IOException("the room at " + folder + " is not told"));
        }
        return spare(disk.getUsableSpace(), total);
    }

    static boolean isShort(long free, long total) {
        return spare(free, total) < 0;
    }

    private static long spare(long free, long total) {
        return free - Math.clamp(total / PART, LEAST, MOST);
    }
}
