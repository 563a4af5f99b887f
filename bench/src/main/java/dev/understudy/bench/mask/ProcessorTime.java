package dev.understudy.bench.mask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How long processors worked for programs of this one that have ended, and for a PostgreSQL whose sessions have: on a machine that
 * others work on, it says more than a clock. From {@code /proc/PID/stat} (proc(5)).
 */
record ProcessorTime(double own, double postgres) {

    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int OF_CHILDREN = 13;

    /** Since the beginning. */
    static ProcessorTime now(Path pgdata) throws IOException {
        String postmaster = Files.readAllLines(pgdata.resolve("postmaster.pid")).getFirst();
        List<Long> postgres = times(postmaster);
        return new ProcessorTime(
                times("self").subList(2, 4).stream().mapToLong(Long::longValue).sum() / TICKS,
                postgres.stream().mapToLong(Long::longValue).sum() / TICKS);
    }

    /** In the program, by the system for it, and both of those that it began. */
    private static List<Long> times(String process) throws IOException {
        String stat = Files.readString(Path.of("/proc", process, "stat"));
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)).subList(USER, OF_CHILDREN + 2).stream()
                .map(Long::valueOf)
                .toList();
    }

    /** For a list of facts. */
    String since(ProcessorTime before) {
        return String.format(
                Locale.ROOT,
                "processor time: %.1f s in Java, %.1f s in PostgreSQL",
                own - before.own,
                postgres - before.postgres);
    }
}
