package dev.understudy.bench.faults;

import dev.understudy.bench.Bench;
import dev.understudy.bench.Commits;
import dev.understudy.bench.Machine;
import dev.understudy.bench.MachineFacts;
import dev.understudy.bench.SmallData;
import dev.understudy.bench.UnderTest;
import dev.understudy.bench.faults.Trials.Releases;
import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.bench.traffic.Session;
import dev.understudy.bench.traffic.SlowReport;
import dev.understudy.cli.demo.SampleRepositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code bench/faults}: kills what serves a production of its own, again and again, and prints what became of it. */
public final class FaultsBenchmark {

    /** Long enough to look at what serves a few times. */
    private static final String WATCH = "2s";

    private final FaultsSettings settings;
    private final Bench bench;
    private final UnderTest understudy;
    private final FaultsTable table = new FaultsTable();

    private FaultsBenchmark(FaultsSettings settings) {
        this.settings = settings;
        this.bench = new Bench(settings.where());
        this.understudy = bench.understudy();
    }

    /** Begins; ends with 1 when what must never be has been. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FaultsBenchmark faults =
                new FaultsBenchmark(Bench.settings(arguments, FaultsSettings::of, FaultsSettings.USAGE));
        faults.bench.perform(WATCH, faults::perform);
        System.exit(faults.table.violations() == 0 ? 0 : 1);
    }

    private void perform(SampleRepositories repositories) throws IOException, InterruptedException {
        new SmallData(settings.where(), understudy).make();
        Machine machine = new Machine(bench.home());
        Production production = new Production(bench.home(), machine, this::up);
        Releases releases = releases(new Commits(machine.host(), repositories));
        SlowReport slow;
        try (Session session = production.signIn()) {
            slow = SlowReport.of(session);
        }
        long seed = settings.seed().orElseGet(() -> Instant.now().getEpochSecond());
        MachineFacts.report(table::fact, machine.host(), bench.home().directory());
        table.fact("seed", Long.toString(seed));
        table.fact(
                "traffic",
                settings.perSecond() + " requests a second; a slow one always under way, a websocket; 2 workers");
        Bench.say("seed " + seed);
        try {
            kill(new Plan(seed, settings.victims()), new Trials(production, releases, slow, settings.perSecond()));
        } finally {
            bench.write(table.markdown());
        }
    }

    private void kill(Plan plan, Trials trials) throws IOException, InterruptedException {
        Instant began = Instant.now();
        int kills = 0;
        try {
            while (kills < settings.kills() && past(began).compareTo(settings.most()) < 0) {
                Trial trial = trials.perform(plan.next());
                table.add(trial);
                kills++;
                Bench.say(trial.toString());
            }
        } finally {
            table.fact("kills", kills + " in " + past(began).toMinutes() + " minutes");
        }
    }

    /** Both on top of what production runs. */
    private Releases releases(Commits commits) throws IOException {
        String base = String.valueOf(understudy.environment(Production.NAME).release());
        Map<String, String> own = understudy.release(base).repositories();
        String method = "trial_code_" + commits.count();
        String code = understudy
                .release(commits.beside(own, SampleChange.CODE, method))
                .id();
        String view = understudy
                .release(commits.beside(own, SampleChange.VIEW_AND_RULE, "trial_view_" + commits.count()))
                .id();
        return new Releases(base, code, method, view);
    }

    private void up() {
        try {
            understudy.up();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupt);
        }
    }

    private static Duration past(Instant from) {
        return Duration.between(from, Instant.now());
    }
}
