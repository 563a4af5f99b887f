package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.release.Release;
import dev.understudy.odoo.dump.DumpManifest;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.backup.Verified;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Restores a backup into a cluster of its own, beside the live one: what is live stays until all of it is there. */
public final class ReadBackup implements Step {

    private final ProjectHome home;
    private final Supplier<Project> project;
    private final Host host;
    private final Environments environments;
    private final Releases releases;
    private final EnvironmentControl control;
    private final OdooDatabases databases;
    private final Clusters clusters;
    private final Volumes volumes;
    private final Backups backups;

    public ReadBackup(
            ProjectHome home,
            Supplier<Project> project,
            Host host,
            Environments environments,
            Releases releases,
            EnvironmentControl control,
            OdooDatabases databases,
            Clusters clusters,
            Volumes volumes,
            Backups backups) {
        this.home = home;
        this.project = project;
        this.host = host;
        this.environments = environments;
        this.releases = releases;
        this.control = control;
        this.databases = databases;
        this.clusters = clusters;
        this.volumes = volumes;
        this.backups = backups;
    }

    @Override
    public String name() {
        return "read-backup";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Path zip = zip(context);
        if (!Files.isRegularFile(zip)) {
            return Outcome.failed(Fault.usage("restore.no-such-backup", zip));
        }
        discard(environment);
        Volume next = volumes.volume(environment.name(), CopyProduction.NEXT);
        Cluster cluster = control.nextCluster(environment, next);
        volumes.create(next);
        clusters.create(cluster);
        Optional<Fault> flaw = flaw(zip, cluster);
        if (flaw.isPresent()) {
            return Outcome.failed(flaw.get().at(zip));
        }
        clusters.start(cluster);
        String user = environment.systemUser();
        String owner = user.isEmpty() ? null : user + ":" + user;
        new PrivateTree(host).give(next.data(), user);
        host.require(Command.of("mkdir", "-p", next.data().resolve("filestore")));
        Verified verified = backups.restore(
                zip,
                cluster,
                environment.database(),
                next.data().resolve("filestore").resolve(environment.database()),
                owner);
        new PrivateTree(host).give(next.data(), user);
        String release = release(zip, environment);
        context.put(Facts.SOURCE_RELEASE, release);
        return missingCode(environment, cluster, release)
                .<Outcome>map(Outcome.Failed::new)
                .orElseGet(() -> Outcome.done(verified.members() + " members"
                        + (verified.checksummed() ? "" : ", without checksums: not one of Understudy's")));
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(this::discard);
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("restore " + zip(context) + " into a new cluster beside the live one");
    }

    private Path zip(StepContext context) {
        String file = context.request().argument("backup").orElse("");
        return home.backups(context.request().environment()).resolve(file);
    }

    private Optional<Fault> flaw(Path zip, Cluster cluster) {
        int major = new PostgresBinaries(host).major(cluster.pgdata());
        return DumpManifest.flaws(
                        backups.text(zip, DumpManifest.FILE),
                        Series.of(project.get().odoo().series()),
                        major)
                .stream()
                .findFirst()
                .map(flaw -> Fault.usage("restore.unfit-backup", flaw.name().toLowerCase(java.util.Locale.ROOT)));
    }

    /** The release that the backup was taken with, where it is known here by the same commits; else the present one. */
    private String release(Path zip, Environment environment) {
        return note(zip)
                .flatMap(note -> Optional.ofNullable(note.release())
                        .flatMap(releases::find)
                        .filter(release -> release.commits().equals(note.commits())))
                .map(Release::id)
                .orElse(environment.release());
    }

    private Optional<BackupNote> note(Path zip) {
        try {
            return BackupNote.parse(backups.text(zip, "understudy/" + BackupNote.MEMBER));
        } catch (FaultException notOurs) {
            return Optional.empty();
        }
    }

    private Optional<Fault> missingCode(Environment environment, Cluster cluster, String release) {
        Set<String> there = control.catalog(release).graph().names();
        List<String> missing = databases.of(clusters.database(cluster, environment.database())).modules().stream()
                .map(ModuleRow::name)
                .filter(module -> !there.contains(module) && !module.equals("studio_customization"))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.refused("module.code-missing", String.join(", ", missing), release));
    }

    private void discard(Environment environment) {
        Volume next = volumes.volume(environment.name(), CopyProduction.NEXT);
        if (volumes.exists(next)) {
            clusters.stop(control.nextCluster(environment, next));
            volumes.delete(next);
        }
    }
}
