package dev.understudy.targets.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the whole lines of a growing file while a command writes it. */
final class FollowedFile {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFile.class);
    private static final long PAUSE_MILLIS = 300;

    private final Path file;
    private final Consumer<String> lines;
    private final Thread follower;
    private long told;
    private volatile boolean closing;

    private FollowedFile(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
        this.follower = Thread.ofVirtual().unstarted(this::follow);
    }

    static <T> T during(Path file, Consumer<String> lines, Supplier<T> work) {
        FollowedFile followed = new FollowedFile(file, lines);
        followed.follower.start();
        try {
            return work.get();
        } finally {
            followed.end();
        }
    }

    private void follow() {
        try {
            while (!closing) {
                tell();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException ended) {
            LOG.debug("No longer following {}", file, ended);
        }
    }

    private synchronized void tell() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] fresh = new byte[(int) Math.min(1 << 20, open.length() - told)];
            open.seek(told);
            open.readFully(fresh);
            String text = new String(fresh, StandardCharsets.ISO_8859_1);
            int whole = text.lastIndexOf('\n') + 1;
            text.substring(0, whole)
                    .lines()
                    .filter(line -> line.startsWith("I: ") || line.startsWith("E: "))
                    .forEach(line -> lines.accept(line.substring(3)));
            told += whole;
        }
    }

    private void end() {
        closing = true;
        try {
            tell();
        } catch (IOException failure) {
            LOG.debug("The end of {} cannot be read", file, failure);
        }
    }
}
