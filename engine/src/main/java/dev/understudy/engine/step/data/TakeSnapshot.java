package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.run.Said;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.Clusters.CopyTimes;
import dev.understudy.targets.runtime.ProbeSession;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Freezes the environment's database and filestore as a restore point. It stays when the run is undone, to be gone back to
 * by its name; a copy that did not become one does not.
 */
public final class TakeSnapshot implements Step {

    /** Volumes that this step names by itself; every other of a run's has a word before. */
    private static final Pattern OURS = Pattern.compile("run-[0-9]+");

    private final Environments environments;
    private final EnvironmentControl control;
    private final RestorePoints restorePoints;
    private final Clusters clusters;
    private final Volumes volumes;

    public TakeSnapshot(
            Environments environments,
            EnvironmentControl control,
            RestorePoints restorePoints,
            Clusters clusters,
            Volumes volumes) {
        this.environments = environments;
        this.control = control;
        this.restorePoints = restorePoints;
        this.clusters = clusters;
        this.volumes = volumes;
    }

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        String name = context.request().argument("name").orElse(context.runId());
        context.put(Facts.RESTORE_POINT, name);
        if (restorePoints.find(environment.name(), name).isPresent()) {
            return Outcome.done(Said.verbatim(name));
        }
        Volume snapshot = volumes.volume(environment.name(), name);
        volumes.delete(snapshot);
        sweep(environment);
        volumes.create(snapshot);
        // What is written while it is taken may not be in it.
        Instant since = context.now();
        CopyTimes times = clusters.copyLive(
                control.cluster(environment),
                environment.database(),
                control.live(environment).data(),
                volumes,
                snapshot.pgdata(),
                snapshot.data());
        // Nobody is to find a session there that was made for a look at what serves now.
        new ProbeSession(snapshot.data()).remove();
        String reason = context.request().recipe()
                + (context.request().release().isEmpty()
                        ? ""
                        : " " + context.request().release());
        boolean codeAlone = context.request().flag(CodeAlone.ARGUMENT);
        restorePoints.save(new RestorePoint(
                environment.name(),
                name,
                environment.release(),
                reason,
                since,
                codeAlone ? context.request().release() : "",
                false));
        return Outcome.done("snapshot", name, new Said.Took(times.total()));
    }

    @Override
    public void undo(StepContext context) {
        String environment = context.request().environment();
        context.fact(Facts.RESTORE_POINT).ifPresent(name -> {
            if (restorePoints.find(environment, name).isEmpty()) {
                volumes.delete(volumes.volume(environment, name));
            } else {
                restorePoints.undone(environment, name);
            }
        });
    }

    /** Removes what runs left that ended between the copy and its record. */
    private void sweep(Environment environment) {
        Set<String> known = restorePoints.of(environment.name()).stream()
                .map(RestorePoint::name)
                .collect(Collectors.toSet());
        volumes.list(environment.name()).stream()
                .filter(volume -> OURS.matcher(volume.name()).matches() && !known.contains(volume.name()))
                .forEach(volumes::delete);
    }

    @Override
    public List<String> plan(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Volume live = control.live(environment);
        return List.of(
                "pg_backup_start on port " + environment.postgresPort(),
                "cp --archive --reflink " + live.pgdata() + " "
                        + volumes.volume(environment.name(), context.runId()).pgdata(),
                "pg_backup_stop, then the filestore likewise");
    }
}
