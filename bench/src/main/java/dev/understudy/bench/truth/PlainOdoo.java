package dev.understudy.bench.truth;

import dev.understudy.bench.Copies;
import dev.understudy.bench.Machine;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.log.LogLevel;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The truth of a release, without Understudy: {@code odoo -u} of what changed on a copy of production, then everything that
 * users do with each model, before and after.
 */
final class PlainOdoo {

    private static final String COPY = "truth";
    private static final String FAILED = "TRUTH-SMOKE ";
    private static final String SMOKED = "TRUTH-SMOKED";

    private final Home home;
    private final Machine machine;
    private final Copies copies;
    private final Code code;
    private final Path work;

    PlainOdoo(Home home, Machine machine, Code code) {
        this.home = home;
        this.machine = machine;
        this.copies = new Copies(machine);
        this.code = code;
        this.work = home.directory().resolve("demo").resolve("plain");
    }

    /**
     * What became of it.
     *
     * @param wrong why users would not want it; empty for a good release
     * @param seconds that the update took
     */
    record Verdict(List<String> wrong, double seconds) {

        Verdict {
            wrong = List.copyOf(wrong);
        }

        boolean good() {
            return wrong.isEmpty();
        }
    }

    /** Performs a release on a copy of production. */
    Verdict of(
            EnvironmentView production,
            Map<String, String> before,
            Map<String, String> after,
            Collection<String> installed)
            throws IOException {
        String database = Machine.database(production).name();
        Cluster copy = copies.keep(
                machine.production(production), database, machine.production().data(), COPY);
        try {
            Set<String> known = smoke(setting(production, copy, before, "before"));
            OdooSetting setting = setting(production, copy, after, "after");
            Set<String> changed = code.changed(before, after);
            changed.retainAll(installed);
            List<String> wrong = new ArrayList<>();
            double seconds = 0;
            if (!changed.isEmpty()) {
                Path log = setting.logs().resolve("update.log");
                machine.host().delete(log);
                OnceResult update = machine.attempt(setting, arguments(setting).update(changed, List.of()), "", log);
                seconds = update.duration().toNanos() / 1e9;
                wrong.addAll(complaints(update, log));
            }
            if (wrong.isEmpty()) {
                Set<String> failures = new TreeSet<>(smoke(setting));
                Set<String> failing = known.stream().map(PlainOdoo::kind).collect(Collectors.toSet());
                failures.removeIf(failure -> failing.contains(kind(failure)));
                wrong.addAll(failures);
            }
            return new Verdict(wrong, seconds);
        } finally {
            copies.remove(copy, copies.volume(COPY));
        }
    }

    /** Runs a script in production's own code and database. */
    String onProduction(EnvironmentView production, Map<String, String> commits, String script) throws IOException {
        OdooSetting setting = setting(production, machine.production(production), commits, "production");
        return machine.once(setting, arguments(setting).shell(), script).out();
    }

    /** What fails for whom, by which exception: Odoo's words name groups and categories, which may have got other names. */
    private static String kind(String failure) {
        return Stream.of(failure.split(": ", 3)).limit(2).collect(Collectors.joining(": "));
    }

    private static List<String> complaints(OnceResult update, Path log) throws IOException {
        List<String> wrong = new ArrayList<>();
        if (update.exitCode() != 0) {
            wrong.add("odoo -u ended with " + update.exitCode());
        }
        if (Files.exists(log)) {
            LogParser.parse(Files.readString(log)).stream()
                    .filter(entry -> entry.level().atLeast(LogLevel.ERROR))
                    .map(entry ->
                            entry.text().lines().reduce((first, last) -> last).orElse(""))
                    .limit(3)
                    .forEach(wrong::add);
        }
        return wrong;
    }

    private Set<String> smoke(OdooSetting setting) throws IOException {
        OnceResult result = machine.attempt(
                setting,
                arguments(setting).shell(),
                Scripts.of("smoke", List.of()),
                setting.logs().resolve("smoke.log"));
        Set<String> failures = result.out()
                .lines()
                .filter(line -> line.startsWith(FAILED))
                .map(line -> line.substring(FAILED.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (result.out().lines().noneMatch(SMOKED::equals)) {
            failures.add("the shell did not come to its end");
        }
        return failures;
    }

    private OdooSetting setting(EnvironmentView production, Cluster cluster, Map<String, String> commits, String name)
            throws IOException {
        Path data = name.equals("production")
                ? machine.production().data()
                : copies.volume(COPY).data();
        List<Path> addons = code.placed(commits, work.resolve(name));
        return machine.odoo(production, cluster, data, addons, packages());
    }

    /** Those of the releases so far, the latest first. */
    private List<Path> packages() throws IOException {
        Path all = home.first().packages("r0").getParent();
        if (all == null || !Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.map(folder -> folder.resolve("lib"))
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparingLong(folder -> -folder.toFile().lastModified()))
                    .limit(1)
                    .toList();
        }
    }

    private static OdooArguments arguments(OdooSetting setting) {
        return Machine.arguments(setting);
    }
}
