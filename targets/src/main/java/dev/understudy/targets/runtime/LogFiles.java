package dev.understudy.targets.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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

    /** The last bytes of the log, over all of its files, as text; a rotation meanwhile neither hides nor doubles any. */
    public String end(long most) {
        Set<Object> read = new HashSet<>();
        List<byte[]> newestFirst = new ArrayList<>();
        long left = most;
        for (int number = 0; number <= MOST && left > 0; number++) {
            Path part = number == 0 ? log : older(number);
            try {
                Object key = Objects.requireNonNullElse(
                        Files.readAttributes(part, BasicFileAttributes.class).fileKey(), part);
                if (read.add(key)) {
                    byte[] bytes = end(part, left);
                    newestFirst.add(bytes);
                    left -= bytes.length;
                }
            } catch (NoSuchFileException absent) {
                // The present file is made with the first line after a rotation.
                if (number > 0) {
                    break;
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        StringBuilder text = new StringBuilder();
        newestFirst.reversed().forEach(bytes -> text.append(new String(bytes, StandardCharsets.UTF_8)));
        return text.toString();
    }

    /** The file that was rotated away so many rotations ago. */
    public Path older(int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }

    private static byte[] end(Path part, long most) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "r")) {
            long from = Math.max(0, file.length() - most);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return bytes;
        }
    }
}
