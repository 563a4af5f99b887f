package dev.understudy.bench;

import dev.understudy.bench.ManyProjects.Order;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code bench/rest}: how much of the processor and the memory the service takes with many projects while nothing happens, and
 * which of its threads wake for nothing.
 */
public final class RestBenchmark {

    private static final String USAGE = "bench/rest [PROJECTS [MINUTES]] [--port PORT] [--home FOLDER] [--report FILE]";
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int THREADS_SHOWN = 12;

    private final Order order;
    private final Bench bench;
    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final ManyProjects projects;
    private final Report report = new Report();
    private final StringBuilder threads = new StringBuilder();

    private RestBenchmark(Order order) {
        this.order = order;
        this.bench = new Bench(order.where());
        this.projects = new ManyProjects(order, bench, host);
    }

    /** Begins. The first argument is Understudy's own folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        RestBenchmark benchmark = new RestBenchmark(Bench.settings(
                arguments, (checkout, folder, words) -> Order.of("rest", 5, checkout, folder, words), USAGE));
        benchmark.projects.describe("""
                environments:
                  production: {}
                  staging: { copy_of: production }
                """);
        benchmark.bench.during(benchmark::measure);
    }

    private void measure() throws IOException, InterruptedException {
        MachineFacts.report(report::fact, host, order.where().home());
        report.fact("projects", Integer.toString(order.projects()));
        long began = System.nanoTime();
        projects.ready();
        report.fact("all of them ready after", (System.nanoTime() - began) / 1_000_000_000 + " s");
        Thread.sleep(SETTLED);
        long pid = bench.understudy().pid();
        String users = SystemUsers.ofClusters(bench.home().directory()).replaceFirst("-[^-]*$", "-");
        List<Double> shares = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        Map<String, AtWork> first = AtWork.threads(pid);
        report.load("at rest");
        for (int minute = 0; minute < order.often(); minute++) {
            AtWork before = AtWork.of(pid);
            double others = seconds(AtWork.beside(users));
            Thread.sleep(MINUTE);
            shares.add(AtWork.of(pid).minus(before).seconds() / MINUTE.toSeconds() * 100);
            beside.add((seconds(AtWork.beside(users)) - others) / MINUTE.toSeconds() * 100);
            memory.add(AtWork.memory(pid));
        }
        tell(first, AtWork.threads(pid));
        boolean one = order.projects() == 1;
        report.add(Figure.below(one ? 0.5 : 10, "%", "of a core, the service", shares));
        report.add(Figure.beside("%", "of a core, its PostgreSQL and its other programs", beside));
        report.add(Figure.below(one ? 200 : 400, "MB", "in memory, the service", memory));
        bench.write(report.markdown() + "\n" + threads);
    }

    private static double seconds(Map<String, AtWork> programs) {
        return programs.values().stream().mapToDouble(AtWork::seconds).sum();
    }

    /** Which threads were at work, those with most first. */
    private void tell(Map<String, AtWork> before, Map<String, AtWork> after) {
        threads.append("| thread | ms a minute | wakes a minute |\n|---|---|---|\n");
        after.entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey(), entry.getValue().minus(before.getOrDefault(entry.getKey(), new AtWork(0, 0)))))
                .sorted(Comparator.comparingDouble((Map.Entry<String, AtWork> entry) ->
                                entry.getValue().seconds() * 1000
                                        + entry.getValue().switches())
                        .reversed())
                .limit(THREADS_SHOWN)
                .forEach(entry -> threads.append(String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %d |\n",
                        entry.getKey(),
                        entry.getValue().seconds() * 1000 / order.often(),
                        entry.getValue().switches() / order.often())));
    }
}
