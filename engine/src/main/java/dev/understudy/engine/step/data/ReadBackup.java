package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.run.Said;
import dev.understudy.odoo.dump.DumpManifest;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.dump.LoadNote;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.dump.Restores.Restored;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a dump into a cluster of its own, beside the live one, and looks at what came: what is live stays until all of it
 * is there and may stay.
 */
public final class ReadBackup implements Step {

    /** The argument that names the dump. */
    public static final String FROM = "backup";

    private static final String FILESTORE = "filestore";

    /** Bytes that are loaded in a second, for the forecast: a guess on the slow side. */
    private static final long PACE = 2L << 20;

    private final ProjectHome home;
    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final Machine machine;
    private final RestoredData data;

    public ReadBackup(
            ProjectHome home,
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            Machine machine,
            RestoredData data) {
        this.home = home;
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.machine = machine;
        this.data = data;
    }

    /** What acts on the host here. */
    public record Machine(Host host, Clusters clusters, Volumes volumes, Restores restores) {}

    @Override
    public String name() {
        return "read-backup";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Path from = from(home, context);
        if (!machine.host().exists(from)) {
            return Outcome.failed(Fault.usage("restore.no-such-backup", from));
        }
        long began = System.nanoTime();
        discard(environment);
        Volume next = next(environment);
        Cluster cluster = control.nextCluster(environment, next);
        machine.volumes().create(next);
        machine.clusters().create(cluster);
        Optional<Fault> flaw = flaw(from, cluster);
        if (flaw.isPresent()) {
            return Outcome.failed(flaw.get().at(from));
        }
        machine.clusters().start(cluster);
        Restored restored = bring(context, environment, next, cluster);
        Doors database = machine.clusters().database(cluster, environment.database());
        RestoredData.Verdict verdict = data.look(context, environment, database, restored);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        context.evidence("restore-report", "text/plain", report(restored, verdict, took));
        restored.notes().forEach(note -> context.progress(Said.verbatim(note.shown())));
        verdict.lines().forEach(context::progress);
        return verdict.fault()
                .<Outcome>map(fault -> Outcome.failed(fault.at(from)))
                .orElseGet(() -> Outcome.done(told(restored, verdict, took)));
    }

    private Restored bring(StepContext context, Environment environment, Volume next, Cluster cluster) {
        String user = environment.systemUser();
        PrivateTree tree = new PrivateTree(machine.host());
        tree.give(next.data(), user);
        Path filestores = next.data().resolve(FILESTORE);
        machine.host().require(Command.of("mkdir", "-p", filestores));
        Restored restored = machine.restores()
                .restore(
                        new Restores.Order(
                                from(home, context),
                                filestore(context),
                                cluster,
                                environment.database(),
                                filestores.resolve(environment.database()),
                                user.isEmpty() ? null : user + ":" + user,
                                next.directory().resolve("brought")),
                        context.verbatim());
        tree.give(next.data(), user);
        return restored;
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(this::discard);
    }

    @Override
    public List<String> plan(StepContext context) {
        Path from = from(home, context);
        List<String> plan = new ArrayList<>();
        String kind = machine.restores().glance(from);
        Path filestore = filestore(context);
        long bytes = machine.restores().size(from)
                + (filestore == null ? 0 : machine.restores().size(filestore));
        plan.add("found: " + kind + ", " + (bytes >> 20) + " MB");
        machine.restores().look(from).stream().map(LoadNote::shown).forEach(plan::add);
        plan.add("restore " + from + " into a new cluster beside the live one");
        plan.add("room: up to " + ((6 * bytes) >> 20) + " MB; time: less than " + (1 + bytes / PACE / 60) + " min");
        return plan;
    }

    /** Where the dump is: below the environment's backups where the path is relative. */
    static Path from(ProjectHome home, StepContext context) {
        String file = context.request().argument(FROM).orElse("");
        return home.backups(context.request().environment()).resolve(file);
    }

    private static @Nullable Path filestore(StepContext context) {
        return context.request().argument(FILESTORE).map(Path::of).orElse(null);
    }

    private Optional<Fault> flaw(Path from, Cluster cluster) {
        int major = new PostgresBinaries(machine.host()).major(cluster.pgdata());
        Series series = Series.of(project.get().odoo().series());
        return machine.restores()
                .manifest(from)
                .flatMap(manifest ->
                        DumpManifest.flaws(manifest, series, major).stream().findFirst())
                .map(flaw -> Fault.usage("restore.unfit-backup", flaw.name().toLowerCase(Locale.ROOT)));
    }

    private static Said told(Restored restored, RestoredData.Verdict verdict, Duration took) {
        long left = restored.notes().stream()
                .filter(note -> note.kind() == LoadNote.Kind.LEFT_OUT)
                .count();
        long changed = restored.notes().size() - left;
        List<Said> lines = new ArrayList<>(List.of(Said.of("restored", restored.kind(), took)));
        restored.verified().ifPresent(verified -> {
            lines.add(Said.of("restored-members", verified.members()));
            lines.add(verified.checksummed() ? Said.NOTHING : Said.of("restored-unchecked"));
        });
        lines.add(left == 0 ? Said.NOTHING : Said.of("restored-left-out", left));
        lines.add(changed == 0 ? Said.NOTHING : Said.of("restored-changed", changed));
        lines.addAll(verdict.lines());
        return Said.all(lines);
    }

    private static String report(Restored restored, RestoredData.Verdict verdict, Duration took) {
        List<String> lines = new ArrayList<>(List.of(restored.kind() + ", loaded in " + took.toSeconds() + " s"));
        restored.notes().forEach(note -> lines.add(note.shown()));
        verdict.lines().forEach(line -> lines.add(line.in(Locale.ENGLISH)));
        verdict.fault().ifPresent(fault -> lines.add("refused: " + fault.code()));
        return String.join("\n", lines) + "\n";
    }

    private Volume next(Environment environment) {
        return machine.volumes().volume(environment.name(), CopyProduction.NEXT);
    }

    private void discard(Environment environment) {
        Volume next = next(environment);
        if (machine.volumes().exists(next)) {
            machine.clusters().stop(control.nextCluster(environment, next));
            machine.volumes().delete(next);
        }
    }
}
