package dev.understudy.targets.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that a command writes its words into, whose whole lines are told while it grows. */
public final class FollowedFile {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFile.class);
    private static final long PAUSE_MILLIS = 300;

    private final Path file;
    private final Function<String, Optional<String>> telling;
    private final Consumer<String> lines;
    private final Thread follower;
    private long told;
    private volatile boolean closing;

    private FollowedFile(Path file, Function<String, Optional<String>> telling, Consumer<String> lines) {
        this.file = file;
        this.telling = telling;
        this.lines = lines;
        this.follower = Thread.ofVirtual().unstarted(this::follow);
    }

    /**
     * Runs a command to its end, with both of its outputs in a file that is made anew: who follows an old one would go on
     * where that ended.
     *
     * @param telling what people are told of a line; empty for nothing
     * @param lines takes what they are told
     */
    public static CommandResult run(
            Host host, Command command, Path file, Function<String, Optional<String>> telling, Consumer<String> lines) {
        host.delete(file);
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" > \"$0\" 2>&1", file.toString()));
        argv.addAll(command.argv());
        FollowedFile followed = new FollowedFile(file, telling, lines);
        followed.follower.start();
        try {
            return host.run(command.running(argv));
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
                    .map(telling)
                    .flatMap(Optional::stream)
                    .forEach(lines);
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
