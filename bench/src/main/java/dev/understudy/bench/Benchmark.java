package dev.understudy.bench;

import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code bench/run}: makes a large production, measures what Understudy promises, prints a table, and cleans up. */
public final class Benchmark {

    /** After a deploy. */
    static final String WATCH = "5s";

    private final Settings settings;
    private final Bench bench;
    private final UnderTest understudy;
    private final Report report = new Report();

    private Benchmark(Settings settings) {
        this.settings = settings;
        this.bench = new Bench(settings);
        this.understudy = bench.understudy();
    }

    /** Begins. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Benchmark benchmark = new Benchmark(Bench.settings(arguments, Settings::of, Settings.USAGE));
        benchmark.bench.perform(WATCH, benchmark::perform);
    }

    private void perform(SampleRepositories repositories) throws IOException, InterruptedException {
        Machine machine = new Machine(bench.home());
        new LargeData(settings, understudy, machine).make();
        if (settings.measure()) {
            try {
                measure(machine, repositories);
            } finally {
                bench.write(report.markdown());
            }
        }
    }

    private void measure(Machine machine, SampleRepositories repositories) throws IOException, InterruptedException {
        MachineFacts.report(report::fact, machine.host(), settings.home());
        EnvironmentView production = understudy.environment("production");
        Cluster large = machine.production(production);
        String database = Machine.database(production).name();
        Copies copies = new Copies(machine);
        Cluster small = copies.open(machine.volumes().volume("production", LargeData.SMALL), LargeData.SMALL);
        ReleaseView release = understudy.release(repositories.goodRelease());
        describe(machine, large, small, database, release.odoo());
        int rounds = settings.rounds();

        part("service");
        List<Double> starts = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            understudy.down();
            starts.add(understudy.up());
        }
        report.add(Figure.below(2, "s", "service: from the command `understudy up` to the first answer", starts));

        part("copies");
        copies(machine, copies, large, small, database);

        part("releases");
        Rounds releases = new Rounds(understudy, new BareUpdate(machine, copies));
        try {
            for (int round = 0; round < rounds; round++) {
                Bench.say("round " + (round + 1) + " of " + rounds + ": refresh, rehearsal, update, deploy, rollback");
                releases.refresh();
                releases.release(release.id());
            }
        } finally {
            releases.figures().forEach(report::add);
        }
        double memory = MachineFacts.residentMegabytes(understudy.pid());
        report.add(Figure.below(250, "MB", "service: resident memory after all of this", List.of(memory)));

        part("status");
        understudy.command("status");
        List<Double> statuses = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            statuses.add(understudy.command("status"));
        }
        report.add(Figure.below(0.3, "s", "`understudy status`, the whole process", statuses));
        part("end");
        copies.remove(small, copies.volume(LargeData.SMALL));
    }

    private void copies(Machine machine, Copies copies, Cluster large, Cluster small, String database)
            throws IOException {
        Path files = machine.production().data();
        Path few = copies.volume(LargeData.SMALL).data();
        List<Double> larges = new ArrayList<>();
        List<Double> untilCopied = new ArrayList<>();
        List<Double> smalls = new ArrayList<>();
        List<Double> smallest = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        copies.measure(large, database, files);
        copies.measure(small, database, files);
        for (int round = 0; round < settings.rounds(); round++) {
            Copies.Took took = copies.measure(large, database, files);
            larges.add(took.answered());
            untilCopied.add(took.copied());
            smalls.add(copies.measure(small, database, files).answered());
            smallest.add(copies.measure(small, database, few).answered());
            ratios.add(larges.getLast() / smalls.getLast());
        }
        part("dump and restore");
        DumpAndRestore usual = new DumpAndRestore(
                machine.own(), machine.clusters(), settings.own().resolve("dump"));
        List<Double> dumps = new ArrayList<>();
        List<Double> restores = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> against = new ArrayList<>();
        List<Double> faster = new ArrayList<>();
        Figure copy = Figure.below(1.5, "s", "live copy of database and filestore, until SQL answers", larges);
        for (int round = 0; round < settings.baselines(); round++) {
            DumpAndRestore.Took took = usual.measure(large, database, small);
            dumps.add(took.dump());
            restores.add(took.restore());
            ours.add(took.understudy());
            against.add(took.understudy() / took.restore());
            faster.add(took.both() / copy.median());
        }
        report.add(copy);
        report.add(Figure.beside("s", "of which until both are copied", untilCopied));
        if (!dumps.isEmpty()) {
            report.add(Figure.beside("s", "`pg_dump -Fd -j2` of the same database", dumps));
            report.add(Figure.beside("s", "`pg_restore -j2` of it", restores));
            report.add(Figure.beside("s", "`understudy restore` of it", ours));
            report.add(
                    Figure.below(1.2, "x", "`understudy restore` against `pg_restore -j2`, round by round", against));
            report.add(Figure.atLeast(100, "x", "the live copy is faster by (against its median)", faster));
        }
        report.add(Figure.beside("s", "the same copy of the small database, with the same filestore", smalls));
        report.add(Figure.beside("s", "the same copy of the small database, with a small filestore", smallest));
        report.add(Figure.below(1.5, "x", "large to small database, the same filestore, round by round", ratios));
    }

    private void describe(Machine machine, Cluster large, Cluster small, String database, String odoo) {
        String server = machine.clusters()
                .database(large, database)
                .reader()
                .rows("SHOW server_version")
                .getFirst()
                .getFirst();
        report.fact("PostgreSQL", server + "; Odoo: " + odoo);
        report.fact("large data", contents(machine, large, database, machine.production()));
        report.fact(
                "small data",
                contents(machine, small, database, machine.volumes().volume(Machine.NAME, LargeData.SMALL)));
    }

    private static String contents(Machine machine, Cluster cluster, String database, Volume volume) {
        long bytes =
                LargeData.bytes(machine.clusters().database(cluster, database).reader());
        long files = machine.host()
                .require(Command.of("find", volume.data(), "-type", "f"))
                .out()
                .lines()
                .count();
        return String.format(Locale.ROOT, "%.2f GB and %d files", bytes / 1e9, files);
    }

    private void part(String name) {
        report.load(name);
        Bench.say(name);
    }
}
