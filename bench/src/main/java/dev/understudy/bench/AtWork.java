package dev.understudy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What processes or threads have taken of the processor until now, as the kernel counts it.
 *
 * @param seconds of the processor
 * @param switches how often it was put on it because something that it waited for had come
 */
record AtWork(double seconds, long switches) {

    private static final Path PROC = Path.of("/proc");
    private static final double TICKS = 100;
    private static final AtWork NOTHING = new AtWork(0, 0);

    AtWork minus(AtWork before) {
        return new AtWork(seconds - before.seconds, switches - before.switches);
    }

    private AtWork plus(AtWork other) {
        return new AtWork(seconds + other.seconds, switches + other.switches);
    }

    /** A process, with all threads that it has or had; of switches, those of the threads that it has. */
    static AtWork of(long pid) throws IOException {
        long switches =
                threads(pid).values().stream().reduce(NOTHING, AtWork::plus).switches();
        return new AtWork(task(PROC.resolve(Long.toString(pid))).seconds(), switches);
    }

    /** The threads of a process, by name; those that are called the same but for a number are one. */
    static Map<String, AtWork> threads(long pid) throws IOException {
        Map<String, AtWork> threads = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
            for (Path task : tasks) {
                String name = name(task).replaceAll("[0-9]+", "N");
                threads.merge(name, task(task), AtWork::plus);
            }
        }
        return threads;
    }

    /** The processes of users whose names begin so, by the name of their program. */
    static Map<String, AtWork> beside(String users) throws IOException {
        Map<String, AtWork> programs = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (owner(process).startsWith(users)) {
                    String program = Files.readString(process.resolve("comm")).strip();
                    programs.merge(
                            program, of(Long.parseLong(process.getFileName().toString())), AtWork::plus);
                }
            }
        }
        return programs;
    }

    /** Megabytes that a process has in memory. */
    static double memory(long pid) throws IOException {
        return value(PROC.resolve(pid + "/status"), "VmRSS:") / 1000.0;
    }

    private static String owner(Path process) {
        try {
            return Files.getOwner(process).getName();
        } catch (IOException ended) {
            return "";
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException ended) {
            return "ended";
        }
    }

    private static AtWork task(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
            List<String> fields =
                    Arrays.asList(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            double seconds = (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS;
            return new AtWork(seconds, value(task.resolve("status"), "voluntary_ctxt_switches:"));
        } catch (IOException ended) {
            return NOTHING;
        }
    }

    private static long value(Path status, String name) throws IOException {
        return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
