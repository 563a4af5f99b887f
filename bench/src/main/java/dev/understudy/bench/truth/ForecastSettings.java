package dev.understudy.bench.truth;

import dev.understudy.bench.Settings;
import dev.understudy.bench.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many releases {@code bench/predict} deploys, and where.
 *
 * @param where home, ports and report
 * @param deploys how many
 * @param partners how many production has at least
 */
record ForecastSettings(Settings where, int deploys, int partners) {

    static final String USAGE = """
            bench/predict [--deploys N] [--partners N] [--keep] [--home FOLDER] [--port N] [--ports FIRST-LAST]
                          [--pool SIZE] [--report FILE]

            --deploys   how many releases are rehearsed and deployed, 20 without
            --partners  rows of res_partner, 20000 without: a stored field is computed for each
            --keep      leaves home and history; the next of the same --home goes on
            """;

    private static final int DEPLOYS = 20;
    private static final int PARTNERS = 20_000;

    /** Throws {@link IllegalArgumentException} with what is wrong. */
    static ForecastSettings of(Path checkout, Path folder, List<String> arguments) {
        List<String> rest = new ArrayList<>(List.of(
                "--home", "/var/tmp/understudy-bench-predict",
                "--port", "27290",
                "--ports", "27200-27279",
                "--report", "bench/target/predict.md"));
        int deploys = DEPLOYS;
        int partners = PARTNERS;
        Words words = new Words(arguments);
        while (words.any()) {
            String name = words.next();
            switch (name) {
                case "--deploys" -> deploys = words.positive(name);
                case "--partners" -> partners = words.positive(name);
                case "--keep" -> rest.add(name);
                case "--home", "--port", "--ports", "--pool", "--report" -> {
                    rest.add(name);
                    rest.add(words.value(name));
                }
                default -> throw new IllegalArgumentException(name);
            }
        }
        return new ForecastSettings(Settings.of(checkout, folder, rest), deploys, partners);
    }
}
