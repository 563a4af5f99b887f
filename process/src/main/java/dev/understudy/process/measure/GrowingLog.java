package dev.understudy.process.measure;

import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.targets.runtime.LogFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** One log that is read as it grows: each look reads what has come since the last, also over a rotation. Not for several threads. */
final class GrowingLog {

    private static final int PIECE = 1 << 16;

    private final LogFiles files;
    private final LogParser parser = new LogParser();
    /** What has been read of a line that is not whole yet. */
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private Optional<Object> key = Optional.empty();
    private long place;

    GrowingLog(Path log) {
        this.files = new LogFiles(log);
    }

    /**
     * Gives the entries that have become complete: those after which another began, and the last one when nothing was added to
     * it since the look before. So a traceback that is being written is not cut in two.
     */
    void read(Consumer<LogEntry> entries) throws IOException {
        Optional<Object> present = key(files.log());
        long before = place;
        boolean rotated = !present.equals(key);
        if (rotated) {
            // What was written to the file between the last look and its rotation; the first time, all that is left of
            // it.
            Path older = files.older(1);
            if (key.isEmpty() || key(older).equals(key)) {
                readOn(older, entries);
            }
            key = present;
            place = 0;
        }
        readOn(files.log(), entries);
        if (!rotated && place == before) {
            parser.finish().ifPresent(entries);
        }
    }

    private void readOn(Path file, Consumer<LogEntry> entries) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(Math.min(place, channel.size()));
            InputStream bytes = Channels.newInputStream(channel);
            for (byte[] read = bytes.readNBytes(PIECE); read.length > 0; read = bytes.readNBytes(PIECE)) {
                int whole = read.length;
                while (whole > 0 && read[whole - 1] != '\n') {
                    whole--;
                }
                line.write(read, 0, whole);
                if (whole > 0) {
                    parser.accept(line.toString(StandardCharsets.UTF_8)).forEach(entries);
                    line.reset();
                }
                line.write(read, whole, read.length - whole);
            }
            place = channel.position();
        } catch (NoSuchFileException absent) {
            // The present file is made with the first line after a rotation.
            place = 0;
        }
    }

    private static Optional<Object> key(Path file) throws IOException {
        try {
            return Optional.of(Objects.requireNonNullElse(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey(), file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }
}
