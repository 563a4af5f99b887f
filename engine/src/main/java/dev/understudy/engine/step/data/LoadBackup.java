package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.run.Said;
import dev.understudy.targets.dump.LoadNote;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Proves that a backup can be restored: loads it into a cluster that is thrown away, as the role and with the options of a
 * restore, and counts what is there.
 */
public final class LoadBackup implements Step {

    /** The argument that leaves it out. */
    public static final String UNLOADED = "unloaded";

    private static final String TRIED = "loading-";
    private static final String NO_ROOM = "backup.disk-full";

    private final ProjectHome home;
    private final Environments environments;
    private final EnvironmentControl control;
    private final ReadBackup.Machine machine;

    public LoadBackup(
            ProjectHome home, Environments environments, EnvironmentControl control, ReadBackup.Machine machine) {
        this.home = home;
        this.environments = environments;
        this.control = control;
        this.machine = machine;
    }

    @Override
    public String name() {
        return "load-backup";
    }

    @Override
    public Outcome apply(StepContext context) {
        if (context.request().flag(UNLOADED)) {
            return Outcome.done("not-loaded-as-asked");
        }
        Environment environment = environments.get(context.request().environment());
        discard(context, environment);
        Volume volume = volume(context, environment);
        long began = System.nanoTime();
        try {
            return load(context, environment, volume, began);
        } catch (FaultException refused) {
            if (refused.fault().code().equals(NO_ROOM)) {
                return Outcome.done("not-loaded-because", refused.fault());
            }
            return Outcome.failed(Fault.failed("backup.not-loadable", zip(context), said(refused)));
        } finally {
            discard(context, environment);
        }
    }

    private static String said(FaultException refused) {
        return FaultTexts.of(Locale.ENGLISH).what(refused.fault());
    }

    private Outcome load(StepContext context, Environment environment, Volume volume, long began) {
        Cluster cluster = control.nextCluster(environment, volume);
        machine.volumes().create(volume);
        machine.clusters().create(cluster);
        machine.clusters().start(cluster);
        List<LoadNote> notes = machine.restores()
                .load(
                        zip(context),
                        cluster,
                        environment.database(),
                        volume.directory().resolve("brought"),
                        context.verbatim());
        String tables = machine.clusters()
                .database(cluster, environment.database())
                .reader()
                .rows("SELECT pg_catalog.count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'public'")
                .getFirst()
                .getFirst();
        notes.forEach(note -> context.progress(Said.verbatim(note.shown())));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return Outcome.done(Said.all(
                Said.of("loaded", took, Long.parseLong(tables)),
                notes.isEmpty() ? Said.NOTHING : Said.of("restore-would-change", notes.size())));
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(environment -> discard(context, environment));
    }

    @Override
    public List<String> plan(StepContext context) {
        return context.request().flag(UNLOADED)
                ? List.of()
                : List.of("load it into a cluster that is thrown away, as a restore does");
    }

    private Path zip(StepContext context) {
        return WriteBackup.zip(home, context);
    }

    private Volume volume(StepContext context, Environment environment) {
        return machine.volumes().volume(environment.name(), TRIED + context.runId());
    }

    private void discard(StepContext context, Environment environment) {
        Volume volume = volume(context, environment);
        if (machine.volumes().exists(volume)) {
            Cluster cluster = control.nextCluster(environment, volume);
            machine.clusters().stop(cluster);
            machine.volumes().delete(volume);
            machine.host().delete(cluster.socketDirectory());
        }
    }
}
