package dev.understudy.bench;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What a figure means nothing without. */
public final class MachineFacts {

    private static final Path PROC = Path.of("/proc");

    private MachineFacts() {}

    /** The mean number of processes that ran or waited, of the last minute. */
    public static String load() {
        return read(PROC.resolve("loadavg")).split(" ", 2)[0];
    }

    /** Hundredths of a second since the start, of all cores, by what they were spent on: the numbers of proc(5). */
    static long[] ticks() {
        String line = read(PROC.resolve("stat")).lines().findFirst().orElseThrow();
        return Stream.of(line.replaceFirst("cpu +", "").split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Tells each fact, with its name. */
    public static void report(BiConsumer<String, String> facts, Host host, Path home) {
        facts.accept(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores (" + cpu() + "), " + memory() + " GB RAM, "
                        + System.getProperty("os.name") + " "
                        + System.getProperty("os.version"));
        facts.accept("disk", fileSystem(host, home) + "; volumes on " + fileSystem(host, home.resolve("volumes")));
        facts.accept("Java", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
    }

    /** Resident memory of a process in MB. */
    static double residentMegabytes(long pid) {
        String line = read(PROC.resolve(Long.toString(pid)).resolve("status"))
                .lines()
                .filter(one -> one.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }

    private static String cpu() {
        return read(PROC.resolve("cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static long memory() {
        String line = read(PROC.resolve("meminfo")).lines().findFirst().orElseThrow();
        return Math.round(Long.parseLong(line.replaceAll("\\D", "")) / 1048576.0);
    }

    private static String fileSystem(Host host, Path folder) {
        List<String> words = List.of(
                host.require(Command.of("findmnt", "--noheadings", "--output=FSTYPE,SOURCE", "--target=" + folder))
                        .out()
                        .strip()
                        .split("\\s+", 2));
        return words.getFirst() + " (" + words.getLast() + ")";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
