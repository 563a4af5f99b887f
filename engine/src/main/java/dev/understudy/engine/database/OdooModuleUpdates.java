package dev.understudy.engine.database;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModuleMoves;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.manifest.ModuleGraph;
import dev.understudy.odoo.manifest.ModuleVersion;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.odoo.update.UpdateVerdict;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Updates by Odoo's own command line, judged by what it logged and did. */
public final class OdooModuleUpdates implements ModuleUpdates {

    private static final Duration LONGEST = Duration.ofHours(6);

    private final Supplier<Project> project;
    private final Host host;
    private final OdooRuntime odoo;
    private final EnvironmentControl control;
    private final OdooDatabases databases;
    private final Environments environments;
    private final Releases releases;
    private final Rehearsals rehearsals;
    private final CodeAlone codeAlone;

    /** What was made, what was asked for, and what came of it on a copy. */
    public record Known(Environments environments, Releases releases, Rehearsals rehearsals) {}

    public OdooModuleUpdates(
            Supplier<Project> project,
            Host host,
            OdooRuntime odoo,
            EnvironmentControl control,
            OdooDatabases databases,
            Known known) {
        this.project = project;
        this.host = host;
        this.odoo = odoo;
        this.control = control;
        this.databases = databases;
        this.environments = known.environments();
        this.releases = known.releases();
        this.rehearsals = known.rehearsals();
        this.codeAlone = new CodeAlone(releases, rehearsals);
    }

    @Override
    public ModulePlan plan(Environment environment, String release) {
        return codeAlone.suffices(release, environment) ? ModulePlan.NOTHING : changed(environment, release);
    }

    private ModulePlan changed(Environment environment, String release) {
        return new ModulePlanner(database(environment), control.catalog(release), releases.wishes(release)).plan();
    }

    @Override
    public Optional<Fault> departure(ModulePlan plan, String release, Environment environment) {
        if (!environment.isProduction() || codeAlone.suffices(release, environment)) {
            return Optional.empty();
        }
        Optional<Rehearsal> rehearsal = rehearsals.latest(release);
        return rehearsal
                .filter(latest -> !latest.plan().equals(plan))
                .map(latest -> Fault.refused(
                        "release.not-as-rehearsed",
                        release,
                        plan.shown(),
                        latest.plan().shown()));
    }

    @Override
    public Optional<Fault> departure(ModuleMoves moves, String release, Environment environment) {
        return environment.isProduction()
                ? rehearsals
                        .latest(release)
                        .filter(latest -> !latest.moves().equals(moves))
                        .map(latest -> Fault.failed(
                                "update.not-as-rehearsed",
                                release,
                                moves.shown(),
                                latest.moves().shown()))
                : Optional.empty();
    }

    @Override
    public Result perform(Environment environment, String release, ModulePlan plan, String run) {
        ModuleCatalog catalog = control.catalog(release);
        OdooDatabase database = database(environment);
        Set<String> before = names(database.modules());
        LooseFields loose = LooseFields.of(control.database(environment).reader());
        // Where nothing was installed yet, nothing was left without code.
        Set<String> codeless =
                environment.release().isEmpty() ? Set.of() : codeless(before, control.catalog(environment.release()));
        LeavingModules leaving =
                new LeavingModules(host, control.catalog(environment.release()), catalog, plan.uninstall());
        OdooSetting setting = leaving.beside(control.setting(environment, release));
        Path log = log(setting, run);
        host.delete(log);
        OnceResult once = odoo.once(setting, arguments(setting, environment, plan), "", log, LONGEST);
        List<LogEntry> entries = LogParser.parse(text(log, once));
        UpdateVerdict verdict = verdict(environment, once, entries, expected(catalog, plan), loose);
        Duration duration = once.duration();
        if (verdict.worked() && !plan.uninstall().isEmpty()) {
            once = odoo.once(setting, uninstalling(setting), leaving.script(), log, LONGEST);
            entries = LeavingModules.counted(LogParser.parse(text(log, once)));
            duration = duration.plus(once.duration());
            verdict = verdict(environment, once, entries, Map.of(), loose);
        }
        leaving.forget(setting);
        List<ModuleRow> modules = database.modules();
        ModuleMoves moves = ModuleMoves.between(before, names(modules));
        Optional<Fault> refusal = refusal(release, plan, moves, catalog, codeless, names(modules));
        List<String> reasons = verdict.told(entries, catalog.own());
        if (reasons.isEmpty() && refusal.isEmpty()) {
            keepChecksums(database, catalog, modules);
        }
        return new Result(reasons, refusal, moves, duration, text(log, once));
    }

    /** What Odoo takes no offence at, and people would. */
    private static Optional<Fault> refusal(
            String release,
            ModulePlan plan,
            ModuleMoves moves,
            ModuleCatalog catalog,
            Set<String> codeless,
            Set<String> installed) {
        Set<String> left = codeless(installed, catalog);
        left.removeAll(codeless);
        if (!left.isEmpty()) {
            return Optional.of(Fault.refused("module.code-missing", String.join(", ", left), release));
        }
        List<String> along = moves.removed().stream()
                .filter(module -> !plan.uninstall().contains(module))
                .filter(module -> catalog.manifest(module)
                        .filter(manifest -> manifest.autoInstall().isEmpty())
                        .isPresent())
                .toList();
        return plan.uninstall().isEmpty() || along.isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.refused(
                        "module.taken-along", String.join(", ", plan.uninstall()), String.join(", ", along)));
    }

    /** Installed modules that Odoo has no code of. */
    private static Set<String> codeless(Set<String> installed, ModuleCatalog catalog) {
        ModuleGraph graph = catalog.graph();
        return installed.stream()
                .filter(module -> !graph.contains(module))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(List<ModuleRow> rows) {
        return rows.stream().map(ModuleRow::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path log, OnceResult once) {
        return OdooLog.text(log).orElseGet(once::out);
    }

    /** Users may be waiting: production's log is read only where something is held against the update. */
    private UpdateVerdict verdict(
            Environment environment,
            OnceResult once,
            List<LogEntry> entries,
            Map<String, String> expected,
            LooseFields loose) {
        List<ModuleRow> modules = database(environment).modules();
        UpdateVerdict verdict = UpdateVerdict.of(once.exitCode(), entries, modules, expected, loose.messages());
        if (verdict.worked()) {
            return verdict;
        }
        Environment production = environment.isProduction()
                ? environment
                : environments.find(Project.PRODUCTION).orElse(environment);
        Set<String> known = new KnownWarnings(control.webLog(production)).messages();
        known.addAll(loose.messages());
        return UpdateVerdict.of(once.exitCode(), entries, modules, expected, known);
    }

    private List<String> uninstalling(OdooSetting setting) {
        return new OdooArguments(series(), setting.configuration().toString()).shell();
    }

    private List<String> arguments(OdooSetting setting, Environment environment, ModulePlan plan) {
        OdooArguments arguments =
                new OdooArguments(series(), setting.configuration().toString());
        boolean empty = environment.release().isEmpty() && plan.update().isEmpty();
        return empty
                ? arguments.install(plan.install(), setting.conduct().demo())
                : arguments.update(plan.update(), plan.install());
    }

    private Map<String, String> expected(ModuleCatalog catalog, ModulePlan plan) {
        List<String> modules = new ArrayList<>(plan.update());
        modules.addAll(plan.install());
        Map<String, String> expected = new LinkedHashMap<>();
        for (String module : modules) {
            catalog.manifest(module).ifPresent(manifest -> {
                if (ModuleVersion.of(manifest.version(), series()) instanceof ModuleVersion.Adapted adapted) {
                    expected.put(module, adapted.version());
                }
            });
        }
        return expected;
    }

    @Override
    public void keepChecksums(Environment environment, String release) {
        OdooDatabase database = database(environment);
        keepChecksums(database, control.catalog(release), database.modules());
    }

    private static void keepChecksums(OdooDatabase database, ModuleCatalog catalog, List<ModuleRow> modules) {
        database.keepChecksums(catalog.checksums(names(modules), database.languages()));
    }

    @Override
    public List<String> commands(Environment environment, String release) {
        ModulePlan plan = plan(environment, release);
        OdooSetting setting = control.setting(environment, release);
        return plan.isEmpty()
                ? List.of("no module to update")
                : Stream.of(
                                "odoo " + String.join(" ", arguments(setting, environment, plan)),
                                plan.uninstall().isEmpty()
                                        ? ""
                                        : "uninstall " + String.join(", ", plan.uninstall()) + " in an odoo shell")
                        .filter(command -> !command.isEmpty())
                        .toList();
    }

    private OdooDatabase database(Environment environment) {
        return databases.of(control.database(environment));
    }

    private Series series() {
        return Series.of(project.get().odoo().series());
    }

    private static Path log(OdooSetting setting, String run) {
        return setting.logs().resolve("update-" + run + ".log");
    }
}
