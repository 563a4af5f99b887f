package dev.understudy.targets.edge;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A file to which lines are appended; it stays open, and the same, when it is renamed or deleted. */
final class GrowingFile implements Closeable {

    private static final int PIECE = 64 << 10;

    /** Longer lines are passed over: Caddy takes headers of up to a megabyte. */
    private static final int LONGEST_LINE = 2 << 20;

    private final FileChannel channel;
    private final Object key;
    private long told;

    private GrowingFile(FileChannel channel, Object key) {
        this.channel = channel;
        this.key = key;
    }

    static GrowingFile open(Path file) throws IOException {
        while (true) {
            Object key = key(file);
            GrowingFile opened = new GrowingFile(FileChannel.open(file, StandardOpenOption.READ), key);
            if (opened.isAt(file)) {
                return opened;
            }
            opened.close();
        }
    }

    /** Whether it still has this name. */
    boolean isAt(Path file) throws IOException {
        return key.equals(key(file));
    }

    /** Passes over the lines for which {@code early} holds, when all of those stand before the others; a few may stay. */
    void skip(Predicate<String> early) throws IOException {
        long low = 0;
        long high = channel.size();
        while (high - low > PIECE) {
            long middle = low + (high - low) / 2;
            AtomicReference<String> line = new AtomicReference<>("");
            scan(scan(middle, cut -> false), whole -> {
                line.set(whole);
                return false;
            });
            if (early.test(line.get())) {
                low = middle;
            } else {
                high = middle;
            }
        }
        told = low == 0 ? 0 : scan(low, cut -> false);
    }

    /** Tells every whole line that was not told yet. */
    void read(Consumer<String> lines) throws IOException {
        told = scan(told, line -> {
            lines.accept(line);
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Tells lines as long as more are wanted; returns where the last of them ends. */
    private long scan(long from, Predicate<String> more) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        long at = from;
        long end = from;
        int size = channel.read(ByteBuffer.wrap(piece), at);
        while (size > 0) {
            int begin = 0;
            for (int index = 0; index < size; index++) {
                if (piece[index] == '\n') {
                    line.write(piece, begin, index - begin);
                    begin = index + 1;
                    end = at + begin;
                    if (line.size() <= LONGEST_LINE && !more.test(line.toString(StandardCharsets.UTF_8))) {
                        return end;
                    }
                    line.reset();
                }
            }
            if (line.size() <= LONGEST_LINE) {
                line.write(piece, begin, size - begin);
            }
            at += size;
            size = channel.read(ByteBuffer.wrap(piece), at);
        }
        return end;
    }

    private static Object key(Path file) throws IOException {
        return Objects.requireNonNull(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }
}
