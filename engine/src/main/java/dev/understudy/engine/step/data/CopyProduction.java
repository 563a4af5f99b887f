package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.StepMillis;
import dev.understudy.model.config.Project;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.Clusters.CopyTimes;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.List;
import java.util.Optional;

/** Copies production's database and filestore while it serves, and starts the copy's cluster beside the old one. */
public final class CopyProduction implements Step {

    /** The volume of a copy that is being prepared. */
    public static final String NEXT = "next";

    private final Environments environments;
    private final EnvironmentControl control;
    private final Clusters clusters;
    private final Volumes volumes;
    private final Host host;
    private final GoldenCopy golden;

    public CopyProduction(
            Environments environments,
            EnvironmentControl control,
            Clusters clusters,
            Volumes volumes,
            Host host,
            GoldenCopy golden) {
        this.environments = environments;
        this.control = control;
        this.clusters = clusters;
        this.volumes = volumes;
        this.host = host;
        this.golden = golden;
    }

    /** The release that production ran when the run copied it. */
    public static String sourceRelease(StepContext context) {
        return context.need(Facts.SOURCE_RELEASE);
    }

    @Override
    public String name() {
        return "copy-production";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        Environment production = environments.get(Project.PRODUCTION);
        discard(copy);
        Volume next = volumes.volume(copy.name(), NEXT);
        Optional<GoldenCopy.Note> cut = golden.cut(copy, production, next, context.now());
        return cut.isPresent() ? cut(context, copy, next, cut.get()) : copied(context, copy, next, production);
    }

    private Outcome cut(StepContext context, Environment copy, Volume next, GoldenCopy.Note note) {
        new PrivateTree(host).give(next.data(), copy.systemUser());
        clusters.start(control.nextCluster(copy, next));
        context.put(Facts.SOURCE_GENERATION, Long.toString(note.generation()));
        context.put(Facts.SOURCE_RELEASE, note.release());
        context.put(Facts.CUT_AT, note.at().toString());
        return Outcome.done("cut-from-masked", note.at(), volumes.method());
    }

    private Outcome copied(StepContext context, Environment copy, Volume next, Environment production) {
        volumes.create(next);
        context.put(Facts.COPIED_AT, context.now().toString());
        CopyTimes times = clusters.copyLive(
                control.cluster(production),
                production.database(),
                control.live(production).data(),
                volumes.beside(),
                next.pgdata(),
                next.data());
        host.delete(next.data().resolve("sessions"));
        new PrivateTree(host).give(next.data(), copy.systemUser());
        clusters.start(control.nextCluster(copy, next));
        StepMillis.note(context, name(), times.total());
        context.put(Facts.SOURCE_GENERATION, Long.toString(production.generation()));
        context.put(Facts.SOURCE_RELEASE, production.release());
        return Outcome.done("copied", new Said.Took(times.total()), volumes.method());
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(this::discard);
    }

    @Override
    public List<String> plan(StepContext context) {
        Environment production = environments.get(Project.PRODUCTION);
        Volume next = volumes.volume(context.request().environment(), NEXT);
        return List.of(
                "pg_backup_start on port " + production.postgresPort(),
                "cp --archive --reflink " + control.live(production).pgdata() + " " + next.pgdata(),
                "pg_backup_stop, then the filestore likewise");
    }

    private void discard(Environment copy) {
        Volume next = volumes.volume(copy.name(), NEXT);
        Cluster cluster = control.nextCluster(copy, next);
        if (volumes.exists(next)) {
            clusters.stop(cluster);
            volumes.delete(next);
        }
    }
}
