package dev.understudy.bench.faults;

import dev.understudy.bench.Settings;
import dev.understudy.bench.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What {@code bench/faults} does, and where.
 *
 * @param where home, ports and report
 * @param victims what is killed
 * @param kills how many at most
 * @param seed of the plan; absent for one that nobody has chosen
 * @param most when it has lasted so long, nothing more is killed
 * @param perSecond quick requests
 */
record FaultsSettings(
        Settings where, List<Victim> victims, int kills, OptionalLong seed, Duration most, int perSecond) {

    static final String USAGE = """
            bench/faults [--kills N] [--seed N] [--minutes N] [--rate N] [--only VICTIMS]
                         [--keep] [--home FOLDER] [--port N] [--ports FIRST-LAST] [--pool SIZE] [--report FILE]

            --kills     how many at most, 100 without
            --seed      the same kills again; without it another seed each time, which is printed
            --minutes   nothing is killed after so many, 60 without
            --rate      quick requests a second, 5 without; beside them always a slow one, and a websocket
            --only      kills these alone: service, web, worker, cron, postgresql, backend, edge, control;
                        with commas between
            --keep      leaves home and data; the next of the same --home begins at once
            """;

    /** Throws {@link IllegalArgumentException} with what is wrong. */
    static FaultsSettings of(Path checkout, Path folder, List<String> arguments) {
        List<String> rest = new ArrayList<>(List.of(
                "--home", "/var/tmp/understudy-bench-faults",
                "--port", "27290",
                "--ports", "27200-27279",
                "--report", "bench/target/faults.md"));
        List<Victim> victims = List.of(Victim.values());
        int kills = 100;
        int minutes = 60;
        int perSecond = 5;
        OptionalLong seed = OptionalLong.empty();
        Words words = new Words(arguments);
        while (words.any()) {
            String name = words.next();
            switch (name) {
                case "--kills" -> kills = words.positive(name);
                case "--seed" -> seed = OptionalLong.of(Long.parseLong(words.value(name)));
                case "--minutes" -> minutes = words.positive(name);
                case "--rate" -> perSecond = words.positive(name);
                case "--only" -> victims = victims(words.value(name));
                case "--keep" -> rest.add(name);
                case "--home", "--port", "--ports", "--pool", "--report" -> {
                    rest.add(name);
                    rest.add(words.value(name));
                }
                default -> throw new IllegalArgumentException(name);
            }
        }
        return new FaultsSettings(
                Settings.of(checkout, folder, rest), victims, kills, seed, Duration.ofMinutes(minutes), perSecond);
    }

    private static List<Victim> victims(String names) {
        return Arrays.stream(names.split(",")).map(FaultsSettings::victim).toList();
    }

    private static Victim victim(String name) {
        return Arrays.stream(Victim.values())
                .filter(victim -> victim.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--only " + name));
    }
}
