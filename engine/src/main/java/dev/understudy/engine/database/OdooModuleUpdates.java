package dev.understudy.engine.database;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.odoo.checksum.UpdatePlan;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.log.LogEntry;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.manifest.ModuleVersion;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.odoo.update.UpdateFailure;
import dev.understudy.odoo.update.UpdateVerdict;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Updates by Odoo's own command line, judged by what it logged and did. */
public final class OdooModuleUpdates implements ModuleUpdates {

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int LOG_TAIL = 200_000;

    private final Supplier<Project> project;
    private final Host host;
    private final OdooRuntime odoo;
    private final EnvironmentControl control;
    private final OdooDatabases databases;
    private final Releases releases;
    private final Rehearsals rehearsals;
    private final CodeAlone codeAlone;

    public OdooModuleUpdates(
            Supplier<Project> project,
            Host host,
            OdooRuntime odoo,
            EnvironmentControl control,
            OdooDatabases databases,
            Releases releases,
            Rehearsals rehearsals) {
        this.project = project;
        this.host = host;
        this.odoo = odoo;
        this.control = control;
        this.databases = databases;
        this.releases = releases;
        this.rehearsals = rehearsals;
        this.codeAlone = new CodeAlone(releases, rehearsals);
    }

    @Override
    public ModulePlan plan(Environment environment, String release) {
        return codeAlone.suffices(release, environment) ? ModulePlan.NOTHING : changed(environment, release);
    }

    private ModulePlan changed(Environment environment, String release) {
        ModuleCatalog catalog = control.catalog(release);
        List<Fault> faults = catalog.faults();
        if (!faults.isEmpty()) {
            throw faults.getFirst().exception();
        }
        OdooDatabase database = database(environment);
        Set<String> installed =
                database.modules().stream().map(row -> row.name()).collect(Collectors.toCollection(TreeSet::new));
        UpdatePlan plan = UpdatePlan.of(
                database.checksums().orElse(Map.of()),
                catalog.checksums(database.languages()),
                installed,
                wanted(release, catalog),
                catalog.graph());
        if (!plan.gone().isEmpty()) {
            throw Fault.refused("module.code-missing", String.join(", ", plan.gone()), release)
                    .at(environment.name())
                    .exception();
        }
        return new ModulePlan(List.copyOf(plan.toUpdate()), List.copyOf(plan.toInstall()));
    }

    /** The modules that the release adds, where the project wants them installed. */
    private Collection<String> wanted(String release, ModuleCatalog catalog) {
        if (!project.get().odoo().installNew()) {
            return Set.of();
        }
        ReleaseChanges changes = releases.changes(release);
        return changes.added().stream()
                .filter(module -> catalog.graph().contains(module))
                .toList();
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
    public Result perform(Environment environment, String release, ModulePlan plan, String run) {
        OdooSetting setting = control.setting(environment, release);
        Path log = log(setting, run);
        host.delete(log);
        OnceResult once = odoo.once(setting, arguments(setting, environment, plan), "", log, LONGEST);
        String text = host.exists(log) ? host.read(log) : once.out();
        List<LogEntry> entries = LogParser.parse(text);
        ModuleCatalog catalog = control.catalog(release);
        OdooDatabase database = database(environment);
        List<ModuleRow> modules = database.modules();
        UpdateVerdict verdict = UpdateVerdict.of(once.exitCode(), entries, modules, expected(catalog, plan), Set.of());
        if (verdict.worked()) {
            keepChecksums(database, catalog, modules);
        }
        return new Result(
                verdict.failures().stream().map(UpdateFailure::text).toList(),
                once.duration(),
                text.substring(Math.max(0, text.length() - LOG_TAIL)));
    }

    private List<String> arguments(OdooSetting setting, Environment environment, ModulePlan plan) {
        OdooArguments arguments =
                new OdooArguments(series(), setting.configuration().toString());
        boolean empty = environment.release().isEmpty() && plan.update().isEmpty();
        return empty
                ? arguments.install(plan.install(), setting.demo())
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
        Map<String, String> kept = new LinkedHashMap<>(catalog.checksums(database.languages()));
        kept.keySet().retainAll(modules.stream().map(ModuleRow::name).collect(Collectors.toSet()));
        database.keepChecksums(kept);
    }

    @Override
    public List<String> commands(Environment environment, String release) {
        ModulePlan plan = plan(environment, release);
        OdooSetting setting = control.setting(environment, release);
        return plan.isEmpty()
                ? List.of("no module to update")
                : List.of("odoo " + String.join(" ", arguments(setting, environment, plan)));
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
