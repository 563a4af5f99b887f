package dev.understudy.targets.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds processes by a mark in their environment, which children inherit. Unlike a pid file it cannot name a process that
 * is not ours, is never stale, and cannot be lost between a start and a write.
 */
final class ProcessTable {

    /** The environment variable that holds the mark. */
    static final String VARIABLE = "UNDERSTUDY_INSTANCE";

    private final Path proc;

    ProcessTable() {
        this(Path.of("/proc"));
    }

    ProcessTable(Path proc) {
        this.proc = proc;
    }

    /** A living process with the mark. */
    record Marked(long pid, long parent) {}

    /** All living processes with the mark; zombies are not living. */
    List<Marked> marked(String mark) {
        String entry = VARIABLE + "=" + mark;
        List<Marked> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path folder : folders) {
                if (environment(folder).contains(entry)) {
                    parent(folder)
                            .ifPresent(parent -> found.add(new Marked(
                                    Long.parseLong(folder.getFileName().toString()), parent)));
                }
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return found;
    }

    /** The process that started all others with the mark. */
    Optional<Long> leader(String mark) {
        List<Marked> all = marked(mark);
        Set<Long> pids = new HashSet<>();
        all.forEach(process -> pids.add(process.pid()));
        return all.stream()
                .filter(process -> !pids.contains(process.parent()))
                .map(Marked::pid)
                .findFirst();
    }

    private static List<String> environment(Path folder) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve("environ"));
            return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException goneOrForeign) {
            return List.of();
        }
    }

    /** The parent's pid; empty for a process that has ended or is a zombie. */
    private static Optional<Long> parent(Path folder) {
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") || fields[0].equals("X")
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(fields[1]));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
