package dev.understudy.bench.truth;

import dev.understudy.bench.Settings;
import dev.understudy.bench.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code bench/truth} does, and where.
 *
 * @param where home, ports and report
 * @param list the file of the releases
 * @param steps how many releases at most
 * @param breaks the ways in which a good release is broken on purpose afterwards
 * @param tests whether rehearsals run the modules' own tests
 */
record TruthSettings(Settings where, Path list, int steps, Set<Break> breaks, boolean tests) {

    static final String USAGE = """
            bench/truth LIST [--steps N] [--whole | --broken | --break WAY] [--untested] [--keep]
                        [--home FOLDER] [--port N] [--ports FIRST-LAST] [--pool SIZE] [--report FILE]

            LIST      a file of releases that were really made, as bench/truth.d/handful-19.yaml: packages of the
                      Python index with their versions, or repositories with branch, dates and modules
            --steps   how many releases at most; all without
            --whole   good releases only: none is broken on purpose
            --broken  no good one is performed: what production begins with is broken on purpose
            --break   the same in one way alone, as "slow compute"; may be said again
            --untested
                      rehearsals run none of the modules' own tests
            --keep    leaves home and data; the next of the same --home goes on from there
            """;

    /** Throws {@link IllegalArgumentException} with what is wrong. */
    static TruthSettings of(Path checkout, Path folder, List<String> arguments) {
        List<String> rest = new ArrayList<>(List.of(
                "--home", "/var/tmp/understudy-bench-truth",
                "--port", "27490",
                "--ports", "27400-27479",
                "--report", "bench/target/truth.md"));
        String list = "";
        int steps = Integer.MAX_VALUE;
        Set<Break> breaks = EnumSet.allOf(Break.class);
        Set<Break> chosen = EnumSet.noneOf(Break.class);
        boolean tests = true;
        Words words = new Words(arguments);
        while (words.any()) {
            String name = words.next();
            switch (name) {
                case "--steps" -> steps = words.positive(name);
                case "--broken" -> steps = 0;
                case "--whole" -> breaks = EnumSet.noneOf(Break.class);
                case "--break" -> {
                    steps = 0;
                    chosen.add(Break.named(words.value(name)));
                }
                case "--untested" -> tests = false;
                case "--keep" -> rest.add(name);
                case "--home", "--port", "--ports", "--pool", "--report" -> {
                    rest.add(name);
                    rest.add(words.value(name));
                }
                default -> {
                    if (name.startsWith("-") || !list.isEmpty()) {
                        throw new IllegalArgumentException(name);
                    }
                    list = name;
                }
            }
        }
        if (list.isEmpty()) {
            throw new IllegalArgumentException("LIST is missing");
        }
        return new TruthSettings(
                Settings.of(checkout, folder, rest),
                folder.resolve(list),
                steps,
                chosen.isEmpty() ? breaks : chosen,
                tests);
    }
}
