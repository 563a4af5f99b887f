package dev.understudy.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a benchmark measures, and where.
 *
 * @param checkout Understudy's own folder, with its launcher
 * @param home a home of its own
 * @param port the service's port
 * @param ports of the environments
 * @param poolSize of the copy-on-write pool, as {@code understudy.yaml} has it
 * @param small the factors of {@code odoo populate} that make the small database
 * @param large the factors that make the large one of it; empty for a short form
 * @param files in the filestore, beside those that Odoo has
 * @param rounds of each measurement
 * @param baselines how often dump and restore are measured
 * @param keep whether the home stays, with its data, for another time
 * @param measure whether there is more to do than to make the data
 * @param report where the table is written
 */
public record Settings(
        Path checkout,
        Path home,
        int port,
        String ports,
        String poolSize,
        String small,
        String large,
        int files,
        int rounds,
        int baselines,
        boolean keep,
        boolean measure,
        Path report) {

    static final String USAGE = """
            bench/run [--home FOLDER] [--port N] [--ports FIRST-LAST] [--pool SIZE]
                      [--small FACTORS] [--large FACTORS] [--files N]
                      [--rounds N] [--baselines N] [--report FILE] [--keep] [--prepare]

            --short     a small database and two rounds: whether it works, no figures worth anything
            --prepare   makes the data and keeps it; a later bench/run --home of the same begins to measure at once
            --keep      leaves home and data when it has measured
            """;

    private static final Set<String> SWITCHES = Set.of("--keep", "--prepare", "--short");
    private static final Set<String> OPTIONS = Set.of(
            "--home",
            "--port",
            "--ports",
            "--pool",
            "--small",
            "--large",
            "--files",
            "--rounds",
            "--baselines",
            "--report");

    /** Throws {@link IllegalArgumentException} with what is wrong. */
    public static Settings of(Path checkout, Path folder, List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        List<String> left = new ArrayList<>(arguments);
        while (!left.isEmpty()) {
            String name = left.removeFirst();
            if (SWITCHES.contains(name)) {
                given.put(name, "");
            } else if (OPTIONS.contains(name) && !left.isEmpty()) {
                given.put(name, left.removeFirst());
            } else {
                throw new IllegalArgumentException(name);
            }
        }
        boolean brief = given.containsKey("--short");
        boolean prepare = given.containsKey("--prepare");
        return new Settings(
                checkout,
                folder.resolve(given.getOrDefault("--home", "/var/tmp/understudy-bench"))
                        .normalize(),
                number(given, "--port", 27_090),
                given.getOrDefault("--ports", "27000-27079"),
                given.getOrDefault("--pool", "40G"),
                given.getOrDefault("--small", brief ? "50" : "4000"),
                given.getOrDefault("--large", brief ? "" : "30,30"),
                number(given, "--files", brief ? 200 : 6000),
                number(given, "--rounds", brief ? 2 : 5),
                number(given, "--baselines", 1),
                prepare || given.containsKey("--keep"),
                !prepare,
                folder.resolve(given.getOrDefault("--report", "bench/target/benchmark.md")));
    }

    /** The benchmark's own files; {@code understudy demo --clean} takes them for a demo's and removes all. */
    public Path own() {
        return home.resolve("demo");
    }

    public Path project() {
        return own().resolve("understudy.yaml");
    }

    /** There when the data is whole. */
    public Path prepared() {
        return own().resolve("prepared");
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return given.containsKey(name) ? Integer.parseInt(given.get(name)) : otherwise;
    }
}
