package dev.understudy.targets.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much a process and all that come from it have read and written, from {@code /proc/PID/io}. */
final class Movement {

    private Movement() {}

    /** In bytes; another number whenever one of them has gone on. */
    static long of(Process first) {
        return Stream.concat(Stream.of(first.toHandle()), first.descendants())
                .mapToLong(process -> moved(process.pid()))
                .sum();
    }

    private static long moved(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "io"))) {
            return lines.filter(line -> line.startsWith("rchar:") || line.startsWith("wchar:"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }
}
