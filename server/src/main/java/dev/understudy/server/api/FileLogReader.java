package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.ForeignFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the end of a log file, and what is added to it, also when the file is replaced or cut by a rotation. */
public final class FileLogReader implements LogReader {

    private static final int BLOCK = 64 * 1024;
    private static final int MOST_AT_ONCE = 4 * 1024 * 1024;

    private final Path file;
    private final int lines;
    private long position;
    private boolean begun;
    private @Nullable Object identity;

    /**
     * @param lines how many of the last lines the first {@link #read} gives
     */
    public FileLogReader(Path file, int lines) {
        this.file = file;
        this.lines = lines;
    }

    /** An absent file reads as an empty one. Throws {@code server.log-unreadable}. */
    @Override
    public List<String> read() {
        try {
            Object present = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            try (FileChannel log = ForeignFile.open(file)) {
                List<String> found = new ArrayList<>();
                if (!begun) {
                    position = startOfLast(log);
                } else if (!Objects.equals(present, identity)) {
                    found.addAll(restOfRotated());
                    position = 0;
                } else if (log.size() < position) {
                    position = 0;
                }
                begun = true;
                identity = present;
                found.addAll(complete(log));
                return found;
            }
        } catch (NoSuchFileException absent) {
            begun = true;
            return List.of();
        } catch (IOException failure) {
            throw Fault.failed("server.log-unreadable", failure).at(file).exception(failure);
        }
    }

    @Override
    public void close() {
        // Nothing is held open between two reads.
    }

    /** What was written to the file that was read so far before another took its place. */
    private List<String> restOfRotated() throws IOException {
        Path rotated = file.resolveSibling(file.getFileName() + ".1");
        List<String> rest = new ArrayList<>();
        try {
            Object key = Files.readAttributes(rotated, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            if (!Objects.equals(key, identity)) {
                return rest;
            }
            try (FileChannel log = ForeignFile.open(rotated)) {
                List<String> lines;
                do {
                    lines = complete(log);
                    rest.addAll(lines);
                } while (!lines.isEmpty());
            }
        } catch (NoSuchFileException replaced) {
            return rest;
        }
        return rest;
    }

    private long startOfLast(FileChannel log) throws IOException {
        long end = log.size();
        int found = 0;
        byte[] block = new byte[BLOCK];
        for (long from = end; from > 0; ) {
            int length = (int) Math.min(BLOCK, from);
            from -= length;
            read(log, from, ByteBuffer.wrap(block, 0, length));
            for (int at = length - 1; at >= 0; at--) {
                boolean lastOfFile = from + at == end - 1;
                if (block[at] == '\n' && !lastOfFile && ++found == lines) {
                    return from + at + 1;
                }
            }
        }
        return lines == 0 ? end : 0;
    }

    private static void read(FileChannel log, long from, ByteBuffer into) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int read = log.read(into, at);
            if (read < 0) {
                throw new EOFException("cut while it was read");
            }
            at += read;
        }
    }

    private List<String> complete(FileChannel log) throws IOException {
        int length = (int) Math.min(log.size() - position, MOST_AT_ONCE);
        byte[] bytes = new byte[length];
        read(log, position, ByteBuffer.wrap(bytes));
        List<String> found = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < length; at++) {
            if (bytes[at] == '\n') {
                found.add(new String(bytes, start, at - start, StandardCharsets.UTF_8));
                start = at + 1;
            }
        }
        if (start == 0 && length == MOST_AT_ONCE) {
            found.add(new String(bytes, StandardCharsets.UTF_8));
            start = length;
        }
        position += start;
        return found;
    }
}
