package dev.understudy.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes to a log file that somebody else has opened for appending, and keeps it within bounds: what it holds is copied
 * aside and the file cut, between two lines.
 */
final class BoundedLog extends OutputStream {

    /** Bytes that the service's log may have. */
    static final long LARGEST = 10_000_000;

    /** Older files that stay. */
    static final int KEPT = 5;

    private final OutputStream out;
    private final Path log;
    private final long largest;

    /**
     * @param out appends to {@code log}
     */
    BoundedLog(OutputStream out, Path log, long largest) {
        this.out = out;
        this.log = log;
        this.largest = largest;
    }

    @Override
    public synchronized void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        out.flush();
        if (Files.size(log) > largest) {
            rotate();
        }
    }

    private void rotate() throws IOException {
        for (int number = KEPT - 1; number >= 1; number--) {
            if (Files.exists(older(number))) {
                Files.move(older(number), older(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(log, older(1), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            file.truncate(0);
        }
    }

    private Path older(int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
