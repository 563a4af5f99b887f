package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooLog;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.checks.DataInPlace;
import dev.understudy.model.run.Said;
import dev.understudy.model.text.Sha256;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.UpdateCause;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Databases in which a few of production's modules stand alone, with what they depend on, made by production's code, with
 * Odoo's demonstration data in place of people's: what their authors test them on. One is made once for an Odoo build and a
 * set of modules, which takes minutes, and kept; a rehearsal works on a copy of it, which takes a moment.
 */
public final class DemonstrationData {

    /** No environment can have this name. */
    private static final String PLACE = "demonstration.data";

    /** Each is some hundred megabytes. */
    private static final int KEPT = 4;

    private static final String MADE = "made";
    private static final Duration LONGEST = Duration.ofHours(2);

    private final EnvironmentControl control;
    private final Clusters clusters;
    private final Volumes volumes;
    private final Host host;
    private final OdooRuntime odoo;
    private final DataInPlace place;

    /** @param place puts other data in the place of a copy's */
    public DemonstrationData(
            EnvironmentControl control,
            Clusters clusters,
            Volumes volumes,
            Host host,
            OdooRuntime odoo,
            DataInPlace place) {
        this.control = control;
        this.clusters = clusters;
        this.volumes = volumes;
        this.host = host;
        this.odoo = odoo;
        this.place = place;
    }

    /** The modules that are installed in an environment's database. */
    static Set<String> installed(EnvironmentControl control, Environment environment) {
        Set<String> names = new TreeSet<>();
        control.database(environment)
                .reader()
                .rows("SELECT name FROM public.ir_module_module WHERE state = 'installed'")
                .forEach(row -> names.add(row.getFirst()));
        return names;
    }

    /**
     * Makes the one for some modules where it is not there.
     *
     * @param modules that production has the code of
     * @return why there is none; empty when there is
     */
    Optional<String> prepare(StepContext context, Environment copy, Set<String> modules) {
        Volume kept = of(modules);
        if (volumes.exists(kept) && host.exists(kept.directory().resolve(MADE))) {
            return Optional.empty();
        }
        volumes.delete(kept);
        makeRoom();
        context.progress(Said.of("making-demonstration", String.join(", ", modules)));
        Volume empty = volumes.volume(copy.name(), "empty-" + context.runId());
        volumes.delete(empty);
        volumes.create(empty);
        clusters.create(control.nextCluster(copy, empty));
        try {
            return place.with(context, empty, there -> fill(context, there, modules));
        } finally {
            volumes.delete(empty);
        }
    }

    /** Works on a copy of the one for some modules, in the place of the copy's own data. */
    <T> T with(StepContext context, Set<String> modules, Function<Environment, T> work) {
        return place.with(context, of(modules), there -> {
            new PrivateTree(host).give(control.live(there).data(), there.systemUser());
            return work.apply(there);
        });
    }

    /** The oldest go. */
    private void makeRoom() {
        List<Volume> kept = new ArrayList<>(volumes.list(PLACE));
        kept.sort(Comparator.comparing(this::madeAt));
        kept.stream().limit(Math.max(0, kept.size() - KEPT + 1)).forEach(volumes::delete);
    }

    /** Empty for one that was not finished. */
    private String madeAt(Volume kept) {
        Path made = kept.directory().resolve(MADE);
        return host.exists(made) ? host.read(made) : "";
    }

    private Volume of(Set<String> modules) {
        String madeFor = odoo.build() + "\n" + String.join("\n", new TreeSet<>(modules));
        return volumes.volume(PLACE, Sha256.of(madeFor).substring(0, 16));
    }

    private Optional<String> fill(StepContext context, Environment copy, Set<String> modules) {
        String release = context.need(Facts.SOURCE_RELEASE);
        Cluster cluster = control.cluster(copy);
        clusters.createDatabase(cluster, copy.database());
        Volume live = control.live(copy);
        new PrivateTree(host).give(live.data(), copy.systemUser());
        Optional<String> trouble = install(context, control.setting(copy, release), copy, modules);
        if (trouble.isPresent()) {
            return trouble;
        }
        Volume kept = of(modules);
        control.stopDatabase(copy);
        volumes.copy(live, kept);
        if (!copy.systemUser().isEmpty()) {
            // Who has it now is gone after the rehearsal, and the number may be somebody else's then.
            new PrivateTree(host).give(kept.pgdata(), "root");
            new PrivateTree(host).give(kept.data(), "root");
        }
        host.write(kept.directory().resolve(MADE), Instant.now() + "\n", "0600", null);
        return Optional.empty();
    }

    private static Set<String> withBase(Set<String> modules) {
        Set<String> installed = new TreeSet<>(modules);
        installed.add("base");
        return installed;
    }

    /** Why it did not work. */
    private Optional<String> install(StepContext context, OdooSetting setting, Environment copy, Set<String> modules) {
        Path log = setting.logs().resolve("demonstration-" + context.runId() + ".log");
        host.delete(log);
        OdooArguments arguments = new OdooArguments(
                Series.of(setting.series()), setting.configuration().toString());
        OnceResult once = odoo.once(setting, arguments.install(withBase(modules), true), "", log, LONGEST);
        String text = OdooLog.text(log).orElseGet(once::out);
        Set<String> missing = new TreeSet<>(modules);
        if (once.exitCode() == 0) {
            missing.removeAll(installed(control, copy));
        }
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        context.evidence("demonstration-log", "text/plain", text);
        return Optional.of(UpdateCause.of(LogParser.parse(text), Set.of())
                .map(cause -> cause.exception() + ": " + cause.message())
                .orElseGet(() -> "not installed: " + String.join(", ", missing)));
    }
}
