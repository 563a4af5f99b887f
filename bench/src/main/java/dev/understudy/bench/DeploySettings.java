package dev.understudy.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code bench/deploy} measures, and where.
 *
 * @param where home, ports, data and report
 * @param small whether production has the sample company's data alone
 * @param perSecond quick requests
 * @param partners how many production has at least
 */
record DeploySettings(Settings where, boolean small, int perSecond, int partners) {

    static final String USAGE = """
            bench/deploy [--small] [--keep] [--home FOLDER] [--port N] [--ports FIRST-LAST] [--pool SIZE]
                         [--rate N] [--partners N] [--report FILE]

            --small     on the sample company's data: whether it works, in minutes
            --keep      leaves home and data when it has measured; the next of the same --home begins at once
            --rate      quick requests a second, 20 without; beside them always a slow one, and a websocket
            --partners  rows of res_partner, 400000 without, and what the sample company has with --small
            """;

    private static final int RATE = 20;
    private static final int PARTNERS = 400_000;

    /** Throws {@link IllegalArgumentException} with what is wrong. */
    static DeploySettings of(Path checkout, Path folder, List<String> arguments) {
        List<String> rest = new ArrayList<>(List.of(
                "--home", "/var/tmp/understudy-bench-deploy",
                "--port", "27190",
                "--ports", "27100-27179",
                "--report", "bench/target/deploy.md"));
        boolean small = false;
        int perSecond = RATE;
        int partners = -1;
        Words words = new Words(arguments);
        while (words.any()) {
            String name = words.next();
            switch (name) {
                case "--small" -> small = true;
                case "--keep" -> rest.add(name);
                case "--rate" -> perSecond = words.positive(name);
                case "--partners" -> partners = words.positive(name);
                case "--home", "--port", "--ports", "--pool", "--report" -> {
                    rest.add(name);
                    rest.add(words.value(name));
                }
                default -> throw new IllegalArgumentException(name);
            }
        }
        return new DeploySettings(
                Settings.of(checkout, folder, rest), small, perSecond, partners < 0 ? small ? 0 : PARTNERS : partners);
    }
}
