package dev.understudy.targets.runtime;

import dev.understudy.targets.host.ForeignFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A log and what was rotated away of it: {@code LOG}, {@code LOG.1}, {@code LOG.2}… A rotation only renames. Odoo looks
 * before each line whether its log is still the same file ({@code WatchedFileHandler} in its {@code netsvc.py}, of all
 * series here), and opens it anew; what it writes until then goes to {@code LOG.1}. It renames by itself and not by a
 * host's commands: no run rotates logs, so there is no record that would tell of it.
 *
 * @param log the present file
 */
public record LogFiles(Path log) {

    /** More are never looked for. */
    private static final int MOST = 100;

    /**
     * Rotates a log that has grown.
     *
     * @param largest bytes that it may have without
     * @param kept how many rotated files stay
     * @return whether it was rotated
     */
    public boolean rotate(long largest, int kept) throws IOException {
        if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS) || Files.size(log) <= largest) {
            return false;
        }
        for (int number = MOST; number >= kept; number--) {
            Files.deleteIfExists(older(number));
        }
        for (int number = kept - 1; number >= 1; number--) {
            if (Files.exists(older(number), LinkOption.NOFOLLOW_LINKS)) {
                Files.move(older(number), older(number + 1), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(log, older(1), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /**
     * Reads the last bytes of the log, over all of its files, as text in pieces of whole lines; a rotation meanwhile neither
     * hides nor doubles any.
     *
     * @param pieces takes the next one; none is much longer than its longest line
     */
    public void end(long most, Consumer<String> pieces) {
        Deque<Part> oldestFirst = new ArrayDeque<>();
        try {
            open(most, oldestFirst);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (Part part : oldestFirst) {
                part.read(line, pieces);
            }
            if (line.size() > 0) {
                pieces.accept(line.toString(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            oldestFirst.forEach(Part::close);
        }
    }

    private void open(long most, Deque<Part> oldestFirst) throws IOException {
        Set<Object> opened = new HashSet<>();
        long left = most;
        for (int number = 0; number <= MOST && left > 0; number++) {
            Path part = number == 0 ? log : older(number);
            try {
                BasicFileAttributes seen =
                        Files.readAttributes(part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (!seen.isRegularFile()) {
                    // Odoo's own user has put it there.
                    continue;
                }
                Object key = Objects.requireNonNullElse(seen.fileKey(), part);
                if (opened.add(key)) {
                    Part found = Part.of(part, left);
                    oldestFirst.addFirst(found);
                    left -= found.length();
                }
            } catch (NoSuchFileException absent) {
                // The present file is made with the first line after a rotation.
                if (number > 0) {
                    break;
                }
            }
        }
    }

    /** The file that was rotated away so many rotations ago. */
    public Path older(int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }

    /** The end of one file, as long as it was when it was opened. */
    private record Part(InputStream file, long length) {

        private static final int PIECE = 1 << 16;

        static Part of(Path path, long most) throws IOException {
            FileChannel file = ForeignFile.open(path);
            long size = file.size();
            long from = Math.max(0, size - most);
            return new Part(Channels.newInputStream(file.position(from)), size - from);
        }

        /** @param line what has been read of a line that is not whole yet, before and after */
        void read(ByteArrayOutputStream line, Consumer<String> pieces) throws IOException {
            for (long left = length; left > 0; ) {
                byte[] read = file.readNBytes((int) Math.min(PIECE, left));
                if (read.length == 0) {
                    return;
                }
                left -= read.length;
                int whole = read.length;
                while (whole > 0 && read[whole - 1] != '\n') {
                    whole--;
                }
                line.write(read, 0, whole);
                if (whole > 0) {
                    pieces.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                }
                line.write(read, whole, read.length - whole);
            }
        }

        void close() {
            try {
                file.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
