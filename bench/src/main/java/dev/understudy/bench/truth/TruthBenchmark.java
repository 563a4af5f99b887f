package dev.understudy.bench.truth;

import dev.understudy.bench.Bench;
import dev.understudy.bench.Machine;
import dev.understudy.bench.MachineFacts;
import dev.understudy.bench.UnderTest;
import dev.understudy.cli.client.ApiProblem;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code bench/truth}: performs releases that were really made, breaks some on purpose, and prints which were judged right. */
public final class TruthBenchmark {

    private static final String PRODUCTION = "production";

    /** A request is held no longer. */
    private static final long HELD_MILLIS = 60_000;

    private static final int MANY = 150;

    /** What somebody may take who means it. */
    private static final String LOSS = "rehearsal.access-lost";

    private final TruthSettings settings;
    private final History history;
    private final Bench bench;
    private final UnderTest understudy;
    private final Code code;
    private final TruthTable table = new TruthTable();

    private TruthBenchmark(TruthSettings settings) throws IOException {
        this.settings = settings;
        this.history = History.read(settings.list());
        this.bench = new Bench(settings.where());
        this.understudy = bench.understudy();
        LocalHost host = new LocalHost("local", CommandLog.NONE);
        this.code = new Code(
                host,
                settings.where().own().resolve("repositories"),
                history,
                new AddonPackages(host, bench.home().cache()));
    }

    /** Begins; ends with 1 when a verdict was wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TruthBenchmark truth = new TruthBenchmark(Bench.settings(arguments, TruthSettings::of, TruthSettings.USAGE));
        Map<String, String> first = truth.code.bring(0);
        truth.describe();
        truth.bench.during(() -> truth.perform(first));
        System.exit(truth.table.allRight() ? 0 : 1);
    }

    private void describe() throws IOException {
        Files.createDirectories(settings.where().own());
        StringBuilder repositories = new StringBuilder();
        for (String name : code.names()) {
            repositories.append("  - { name: " + name + ", url: \"" + code.repository(name) + "\" }\n");
        }
        List<String> modules = new ArrayList<>(history.modules());
        modules.addAll(code.modules());
        Files.writeString(settings.where().project(), """
                project: truth
                odoo:
                  series: "%s"
                  from: debian
                  modules: [%s]
                  languages: [es_ES]
                repositories:
                %s%senvironments:
                  production: { watch: 5s }
                storage: { pool_size: %s }
                ports: %s
                """.formatted(
                        history.series(),
                        String.join(", ", modules),
                        repositories,
                        settings.tests() ? "" : "tests: off\n",
                        settings.where().poolSize(),
                        settings.where().ports()));
    }

    private void perform(Map<String, String> first) throws IOException, InterruptedException {
        Machine machine = new Machine(bench.home(), history.series());
        PlainOdoo plain = new PlainOdoo(bench.home(), machine, code);
        table.fact(
                "list",
                settings.list().getFileName() + ": Odoo " + history.series() + ", "
                        + code.modules().size() + " modules");
        table.fact("tests", settings.tests() ? "each rehearsal runs those of the modules it touches" : "none were run");
        MachineFacts.report(table::fact, machine.host(), bench.home().directory());
        Bench.say("production with " + String.join(", ", code.modules()));
        if (!Files.exists(settings.where().prepared())) {
            understudy.perform(PRODUCTION, "create", Map.of());
            String filled = plain.onProduction(production(), first, Scripts.of("fill", code.modules()));
            Files.writeString(settings.where().prepared(), filled);
        }
        Map<String, String> present =
                understudy.release(String.valueOf(production().release())).repositories();
        try {
            for (int state = following(present); state < history.states() && state <= settings.steps(); state++) {
                Map<String, String> next = code.bring(state);
                describe();
                Judged judged = judge("state " + state, plain, present, next, true);
                add(judged);
                if (judged.said().startsWith(LOSS)) {
                    judged = taken("state " + state + ", the loss taken", next);
                    add(judged);
                }
                present = judged.actual() >= 0 ? next : present;
            }
            if (!settings.breaks().isEmpty()) {
                breakOnPurpose(plain, present);
            }
            makeOfMany(present);
        } finally {
            bench.write(table.markdown());
        }
    }

    /** The state after the one that production runs, which another time may have brought it to. */
    private int following(Map<String, String> present) throws IOException {
        int next = 1;
        for (int state = 1; state < history.states(); state++) {
            if (code.bring(state).equals(present)) {
                next = state + 1;
            }
        }
        return next;
    }

    private void breakOnPurpose(PlainOdoo plain, Map<String, String> present) throws IOException, InterruptedException {
        code.show(present);
        Set<String> modules = code.modules();
        Break.Surroundings around = new Break.Surroundings(
                history.series(),
                code.names().stream().map(code::repository).toList(),
                modules,
                TextField.read(plain.onProduction(production(), present, Scripts.of("survey", modules))));
        for (Break one : settings.breaks()) {
            Optional<Break.Change> change = one.on(around);
            if (change.isEmpty()) {
                table.passedOver(one.shown());
                continue;
            }
            Map<String, String> broken =
                    code.commitBroken(present, "truth-" + one.name().toLowerCase(java.util.Locale.ROOT), change.get());
            Judged judged = judge(one.shown() + " (" + change.get().path() + ")", plain, present, broken, false);
            add(one == Break.TRANSLATION || one == Break.SLOW_COMPUTE ? told(one, judged) : judged);
        }
    }

    /** How long people wait for a release of a repository most of whose modules nobody has; and for the next one. */
    private void makeOfMany(Map<String, String> present) throws IOException, InterruptedException {
        Map<String, String> many = code.commitBroken(present, "truth-many", new ManyModules(MANY));
        Map<String, String> next = code.commitBroken(many, "truth-many-next", repository -> {
            Path module = repository.resolve(code.modules().iterator().next());
            if (Files.isDirectory(module)) {
                Files.writeString(module.resolve("TRUTH.md"), "# Truth\n");
            }
        });
        table.fact(
                "release create, " + MANY + " modules more that nobody has",
                String.format(java.util.Locale.ROOT, "%.1f s, then %.1f s", seconds(many), seconds(next)));
    }

    /** Of the whole command. */
    private double seconds(Map<String, String> commits) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("release", "create"));
        commits.forEach((repository, commit) -> words.addAll(List.of("--commit", repository + "=" + commit)));
        return understudy.command(words.toArray(String[]::new));
    }

    /** What breaks nothing for good is to be told, not stopped. */
    private static Judged told(Break kind, Judged judged) {
        boolean told = kind == Break.SLOW_COMPUTE
                ? judged.predicted() > HELD_MILLIS
                : judged.said().contains("TRANSLATION_KEPT");
        return new Judged(
                judged.name(),
                judged.declared(),
                judged.seen(),
                judged.passed() && !told,
                told ? "told" : judged.said(),
                false,
                kind == Break.SLOW_COMPUTE ? "users wait for longer than requests are held" : "the words stay old",
                judged.predicted(),
                judged.actual());
    }

    private Judged judge(
            String name, PlainOdoo plain, Map<String, String> before, Map<String, String> after, boolean real)
            throws IOException, InterruptedException {
        ReleaseView release;
        try {
            release = understudy.release(after);
        } catch (ApiProblem refused) {
            // A module of somebody else's may have a script that is not reached, and who releases takes it.
            if (real && refused.problem().code().equals("module.script-not-reached")) {
                return judge(
                        name + ", passing over a script",
                        plain,
                        before,
                        after,
                        understudy.releasePassingOver(after),
                        true);
            }
            PlainOdoo.Verdict truth = truth(plain, before, after, real);
            return new Judged(name, "", "", false, refused.problem().what(), truth.good(), why(truth), -1, -1);
        }
        return judge(name, plain, before, after, release, real);
    }

    private Judged judge(
            String name,
            PlainOdoo plain,
            Map<String, String> before,
            Map<String, String> after,
            ReleaseView release,
            boolean real)
            throws IOException, InterruptedException {
        RunView rehearsal = understudy.rehearsal(release.id());
        boolean passed = rehearsal.status().equals("succeeded");
        String said = passed ? told(release) : error(rehearsal);
        Optional<RehearsalReport> report = report(rehearsal);
        PlainOdoo.Verdict truth = truth(plain, before, after, real);
        Bench.say(name + ": " + (passed ? "may be deployed" : said) + "; in truth " + truth);
        long actual = real && passed ? deploy(release.id()) : -1;
        return new Judged(
                name,
                release.changeClass(),
                report.map(one -> one.update().observed().name()).orElse(""),
                passed,
                said,
                truth.good(),
                why(truth),
                report.map(seen -> seen.unavailability().likelyMillis()).orElse(-1L),
                actual);
    }

    /** The same release, of somebody who means that people lose what they lose. */
    private Judged taken(String name, Map<String, String> after) throws IOException, InterruptedException {
        ReleaseView release = understudy.releasePassingOver(after);
        RunView rehearsal = understudy.rehearsal(release.id(), Map.of("accept-loss", "true"));
        boolean passed = rehearsal.status().equals("succeeded");
        Optional<RehearsalReport> report = report(rehearsal);
        return new Judged(
                name,
                release.changeClass(),
                report.map(one -> one.update().observed().name()).orElse(""),
                passed,
                passed ? told(release) : error(rehearsal),
                true,
                "",
                report.map(seen -> seen.unavailability().likelyMillis()).orElse(-1L),
                passed ? deploy(release.id()) : -1);
    }

    /** What was broken on purpose is broken. */
    private PlainOdoo.Verdict truth(
            PlainOdoo plain, Map<String, String> before, Map<String, String> after, boolean real) throws IOException {
        return real
                ? plain.of(production(), before, after, code.modules())
                : new PlainOdoo.Verdict(List.of("on purpose"), 0);
    }

    /** Milliseconds without the sign-in page; -1 when it was undone. */
    private long deploy(String release) {
        try (LoginWatch watch = new LoginWatch(URI.create("http://127.0.0.1:" + Machine.webPort(production())))) {
            RunView deploy = understudy.attempt(PRODUCTION, "deploy", Map.of("release", release));
            if (!deploy.status().equals("succeeded")) {
                Bench.say("the deploy of " + release + " is " + deploy.status() + ": " + error(deploy));
                return -1;
            }
            return watch.longestMillis();
        }
    }

    private Optional<RehearsalReport> report(RunView rehearsal) {
        try {
            return Optional.of(understudy.report(rehearsal));
        } catch (ApiProblem none) {
            return Optional.empty();
        }
    }

    private void add(Judged judged) throws IOException {
        table.add(judged);
        Bench.say(judged.row());
        Files.createDirectories(settings.where().report().toAbsolutePath().getParent());
        Files.writeString(settings.where().report(), table.markdown());
    }

    private EnvironmentView production() {
        return understudy.environment(PRODUCTION);
    }

    private static String told(ReleaseView release) {
        ReleaseChanges changes = release.changes();
        return changes == null ? "" : changes.reasons().toString();
    }

    private static String error(RunView run) {
        ErrorView error = run.error();
        return error == null ? run.status() : error.code() + ": " + error.what();
    }

    private static String why(PlainOdoo.Verdict truth) {
        return String.join("; ", truth.wrong());
    }
}
