package dev.understudy.bench;

import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.bench.traffic.SignInPages;
import dev.understudy.bench.traffic.SignInPages.Asked;
import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code bench/felt}: deploys code alone while the sign-in page is asked for at a steady rate, and prints how much slower users
 * were answered in every five seconds of it, and of the minute after, than in the minute before.
 */
public final class FeltBenchmark {

    private static final String PRODUCTION = "production";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PART = Duration.ofSeconds(5);

    private final DeploySettings settings;
    private final Bench bench;
    private final UnderTest understudy;
    private final List<String> lines = new ArrayList<>();

    private FeltBenchmark(DeploySettings settings) {
        this.settings = settings;
        this.bench = new Bench(settings.where());
        this.understudy = bench.understudy();
    }

    /** Begins. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FeltBenchmark benchmark =
                new FeltBenchmark(Bench.settings(arguments, FeltBenchmark::settings, DeploySettings.USAGE));
        benchmark.bench.perform(Benchmark.WATCH, benchmark::perform);
    }

    private static DeploySettings settings(Path checkout, Path folder, List<String> words) {
        List<String> all = new ArrayList<>(
                List.of("--small", "--home", "/var/tmp/understudy-bench-felt", "--report", "bench/target/felt.md"));
        all.addAll(words);
        return DeploySettings.of(checkout, folder, all);
    }

    private void perform(SampleRepositories repositories) throws IOException, InterruptedException {
        Machine machine = new Machine(bench.home());
        new SmallData(settings.where(), understudy).make();
        MachineFacts.report(
                (name, value) -> lines.add("- " + name + ": " + value),
                machine.host(),
                settings.where().home());
        StolenTime stolen = new StolenTime();
        String load = MachineFacts.load();
        Map<String, String> own = understudy
                .release(String.valueOf(understudy.environment(PRODUCTION).release()))
                .repositories();
        Commits commits = new Commits(machine.host(), repositories);
        String release = understudy
                .release(commits.beside(own, SampleChange.CODE, "felt_" + commits.count()))
                .id();
        understudy.rehearse(release);
        URI web = URI.create("http://127.0.0.1:" + Machine.webPort(understudy.environment(PRODUCTION)));
        try (SignInPages pages = new SignInPages(web, settings.perSecond())) {
            Thread.sleep(MINUTE);
            Instant asked = Instant.now();
            RunView run = understudy.perform(PRODUCTION, "deploy", Map.of("release", release));
            Thread.sleep(MINUTE);
            Instant end = Instant.now();
            lines.add("- load (mean of one minute) before: " + load + ", at the end: " + MachineFacts.load());
            lines.add(stolen.line());
            tell(pages.answers(), asked, end, run);
        } finally {
            bench.write(String.join("\n", lines) + "\n");
        }
    }

    private void tell(List<Asked> answers, Instant asked, Instant end, RunView run) {
        List<Asked> before = between(answers, asked.minus(MINUTE), asked);
        double median = percentile(before, 50);
        double slow = percentile(before, 99);
        lines.add(String.format(
                Locale.ROOT,
                "- the minute before: %d pages, median %.0f ms, 99th percentile %.0f ms",
                before.size(),
                median,
                slow));
        lines.add("- switched "
                + seconds(asked, UnderTest.moment(UnderTest.step(run, "switch").finishedAt()))
                + " after the deploy was asked for");
        lines.add("");
        lines.add("| five seconds from | pages | failed | median | times | 99th percentile | times |");
        lines.add("|---|---|---|---|---|---|---|");
        double worstMedian = 0;
        double worstSlow = 0;
        for (Instant from = asked; from.plus(PART).isBefore(end); from = from.plus(PART)) {
            List<Asked> part = between(answers, from, from.plus(PART));
            double partMedian = percentile(part, 50) / median;
            double partSlow = percentile(part, 99) / slow;
            worstMedian = Math.max(worstMedian, partMedian);
            worstSlow = Math.max(worstSlow, partSlow);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %.0f ms | %.1f | %.0f ms | %.1f |",
                    seconds(asked, from),
                    part.size(),
                    part.stream().filter(page -> !page.good()).count(),
                    partMedian * median,
                    partMedian,
                    partSlow * slow,
                    partSlow));
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "At worst the median was %.1f times that of the minute before (to reach: 3), the 99th percentile %.1f times (5).",
                worstMedian,
                worstSlow));
    }

    private static List<Asked> between(List<Asked> answers, Instant from, Instant until) {
        return answers.stream()
                .filter(page -> !page.at().isBefore(from) && page.at().isBefore(until))
                .toList();
    }

    private static double percentile(List<Asked> pages, int percent) {
        double[] sorted = pages.stream().mapToDouble(Asked::millis).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) * percent / 100];
    }

    private static String seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() + " s";
    }
}
