package dev.understudy.bench.truth;

import dev.understudy.bench.Bench;
import dev.understudy.bench.Commits;
import dev.understudy.bench.Machine;
import dev.understudy.bench.MachineFacts;
import dev.understudy.bench.Partners;
import dev.understudy.bench.SmallData;
import dev.understudy.bench.UnderTest;
import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.model.release.PastDeploy;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** {@code bench/predict}: deploys release after release, and prints how long users were said to wait, and did. */
public final class ForecastBenchmark {

    private static final String PRODUCTION = "production";
    private static final String WATCH = "5s";

    /** In turn: an update without a change of the schema twice, and one with. */
    private static final List<SampleChange> CHANGES =
            List.of(SampleChange.VIEW_AND_RULE, SampleChange.STORED_FIELD, SampleChange.VIEW_AND_RULE);

    private final ForecastSettings settings;
    private final Bench bench;
    private final UnderTest understudy;
    private final ForecastTable table = new ForecastTable();

    private ForecastBenchmark(ForecastSettings settings) {
        this.settings = settings;
        this.bench = new Bench(settings.where());
        this.understudy = bench.understudy();
    }

    /** Begins. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ForecastBenchmark benchmark =
                new ForecastBenchmark(Bench.settings(arguments, ForecastSettings::of, ForecastSettings.USAGE));
        benchmark.bench.perform(WATCH, benchmark::perform);
    }

    private void perform(SampleRepositories repositories) throws IOException {
        Machine machine = new Machine(bench.home());
        new SmallData(settings.where(), understudy).make();
        Partners.atLeast(machine.owner(understudy.environment(PRODUCTION)), settings.partners());
        MachineFacts.report(table::fact, machine.host(), settings.where().home());
        table.fact("data", "the sample company's, and " + settings.partners() + " partners");
        Commits commits = new Commits(machine.host(), repositories);
        try {
            for (int i = 0; i < settings.deploys(); i++) {
                deploy(commits, CHANGES.get(i % CHANGES.size()));
            }
        } finally {
            bench.write(table.markdown());
        }
    }

    private void deploy(Commits commits, SampleChange change) throws IOException {
        Map<String, String> own = understudy
                .release(String.valueOf(understudy.environment(PRODUCTION).release()))
                .repositories();
        String release = understudy
                .release(commits.beside(own, change, "predict_" + commits.count()))
                .id();
        understudy.rehearse(release);
        URI web = URI.create("http://127.0.0.1:" + Machine.webPort(understudy.environment(PRODUCTION)));
        try (LoginWatch watch = new LoginWatch(web)) {
            RunView run = understudy.perform(PRODUCTION, "deploy", Map.of("release", release));
            PastDeploy deploy = understudy.release(release).deploys().getFirst();
            Bench.say(table.add(
                    change == SampleChange.STORED_FIELD ? "a stored field" : "a view and a rule",
                    deploy,
                    watch.longestMillis()));
            Bench.say(steps(run));
        }
    }

    /** What each step took, to find those that nobody counts. */
    private static String steps(RunView run) {
        StringBuilder said = new StringBuilder(run.id());
        run.steps().stream()
                .filter(step -> step.startedAt() != null && step.finishedAt() != null)
                .forEach(step -> said.append(' ')
                        .append(step.name())
                        .append(' ')
                        .append(step.startedAt())
                        .append(' ')
                        .append(step.finishedAt()));
        return said.toString();
    }
}
