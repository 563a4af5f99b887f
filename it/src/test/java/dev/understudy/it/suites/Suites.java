package dev.understudy.it.suites;

import dev.understudy.model.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code bin/test} starts after the unit tests: all suites of a ring, the most telling first. */
final class Suites {

    private Suites() {}

    /**
     * The ring; Maven's {@code target} folder; and, where the time is limited, until when suites begin and when what runs
     * is stopped, in seconds since 1970. Leaves how many tests passed, failed and were skipped in {@code suites.tally}.
     */
    public static void main(String[] arguments) throws IOException {
        Ring ring = Ring.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Path target = Path.of(arguments[1]);
        Hours hours = arguments.length > 2 ? new Hours(second(arguments[2]), second(arguments[3])) : Hours.UNLIMITED;
        Home home = Home.of(System.getenv(), System.getProperty("user.name").equals("root"));
        NotRun memory = new NotRun(home.cache().resolve("tests/not-run-" + ring.word()));
        List<Suite> suites =
                Order.of(Suite.in(target.resolve("test-classes"), ring), memory.names(), Order.mostTelling());

        List<Outcome> outcomes = triedTwice(
                new Lanes(ring, target.resolve("failsafe-reports"), hours, InstantSource.system(), System.out), suites);

        List<String> left = left(suites, outcomes);
        memory.remember(left);
        left.forEach(name -> System.out.println("not run, for lack of time: " + name));
        long failed = outcomes.stream().mapToLong(Outcome::failed).sum();
        Files.writeString(
                target.resolve("suites.tally"),
                "%d %d %d\n"
                        .formatted(
                                outcomes.stream().mapToLong(Outcome::passed).sum(),
                                failed,
                                outcomes.stream().mapToLong(Outcome::skipped).sum()));
        if (suites.isEmpty()) {
            System.out.println("no suites: " + ring.word());
        }
        // A thread that a test has left does not keep this process.
        System.exit(failed > 0 || (suites.isEmpty() && ring == Ring.STORIES) ? 1 : 0);
    }

    /**
     * Runs these, and what failed once more: a machine that is slow for a minute says nothing about a change. What passes
     * then is told, since it is to be mended all the same.
     */
    static List<Outcome> triedTwice(Lanes lanes, List<Suite> suites) {
        List<Outcome> first = lanes.run(suites);
        List<Suite> failed = first.stream()
                .filter(outcome -> outcome.failed() > 0 && !outcome.stopped())
                .map(Outcome::suite)
                .toList();
        Map<Suite, Outcome> again = (failed.isEmpty() ? List.<Outcome>of() : lanes.run(failed))
                .stream()
                        .filter(outcome -> !outcome.stopped())
                        .collect(Collectors.toMap(Outcome::suite, Function.identity()));
        again.values().stream()
                .filter(outcome -> outcome.failed() == 0)
                .forEach(outcome -> lanes.say("unsteady: " + outcome.suite().name() + " passed when tried again"));
        return first.stream()
                .map(outcome -> again.getOrDefault(outcome.suite(), outcome))
                .toList();
    }

    /** Those that were not begun, and those that were stopped. */
    static List<String> left(List<Suite> suites, List<Outcome> outcomes) {
        List<Suite> whole = outcomes.stream()
                .filter(outcome -> !outcome.stopped())
                .map(Outcome::suite)
                .toList();
        return suites.stream()
                .filter(suite -> !whole.contains(suite))
                .map(Suite::name)
                .toList();
    }

    private static Instant second(String argument) {
        return Instant.ofEpochSecond(Long.parseLong(argument));
    }
}
