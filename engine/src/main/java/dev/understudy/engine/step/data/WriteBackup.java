package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.release.Repositories;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.run.Said;
import dev.understudy.odoo.dump.DumpManifest;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.ModuleRow;
import dev.understudy.targets.backup.BackupContent;
import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.backup.Verified;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Preflight;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes a portable backup while the environment serves: a zip that Odoo itself can load, read back before it counts. */
public final class WriteBackup implements Step {

    private final Extent extent;
    private final ProjectHome home;
    private final Supplier<Project> project;
    private final Environments environments;
    private final Releases releases;
    private final EnvironmentControl control;
    private final OdooDatabases databases;
    private final Host host;
    private final OdooRuntime odoo;
    private final Backups backups;

    /** How much of an environment is written. */
    public enum Extent {
        /** All that is needed to run it elsewhere. */
        ALL("write-backup"),
        /** The database and its filestore. */
        DATA("write-export");

        private final String step;

        Extent(String step) {
            this.step = step;
        }
    }

    /** Of what there is to write, and with which code. */
    public record Records(Environments environments, Releases releases) {}

    /** What acts on the host here. */
    public record Machine(Host host, OdooRuntime odoo, Backups backups) {}

    public WriteBackup(
            Extent extent,
            ProjectHome home,
            Supplier<Project> project,
            Records records,
            EnvironmentControl control,
            OdooDatabases databases,
            Machine machine) {
        this.extent = extent;
        this.home = home;
        this.project = project;
        this.environments = records.environments();
        this.releases = records.releases();
        this.control = control;
        this.databases = databases;
        this.host = machine.host();
        this.odoo = machine.odoo();
        this.backups = machine.backups();
    }

    @Override
    public String name() {
        return extent.step;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Path zip = zip(context);
        // All that the company has is in there.
        host.require(Command.of("mkdir", "-p", "-m", "0700", home.backups(environment.name())));
        Verified verified = host.exists(zip) && ours(zip, context)
                ? backups.verify(zip)
                : backups.write(content(environment, context.runId()), zip);
        return Outcome.done(Said.all(
                Said.of("backup-written", zip, verified.members()),
                verified.missingFiles().isEmpty()
                        ? Said.NOTHING
                        : Said.of("files-lost-before", verified.missingFiles().size()),
                verified.elsewhere().isEmpty() ? Said.NOTHING : Said.verbatim(verified.elsewhereShown()),
                extent == Extent.ALL ? missingPaths(environment) : Said.NOTHING));
    }

    @Override
    public List<String> plan(StepContext context) {
        String what = extent == Extent.ALL
                ? "the database, the filestore, the code and the external paths of "
                : "the database and the filestore of ";
        return List.of("write " + what + context.request().environment() + " into a zip below "
                + home.backups(context.request().environment()));
    }

    private Path zip(StepContext context) {
        return zip(home, context);
    }

    /** Where the run's backup is. */
    static Path zip(ProjectHome home, StepContext context) {
        Path folder = home.backups(context.request().environment());
        String name = context.request()
                .argument("file")
                .orElseGet(() -> context.request().environment() + "-" + context.runId() + ".zip");
        return folder.resolve(name);
    }

    /**
     * Whether this run has written it already. Another backup gives way once the new one is whole.
     *
     * @throws dev.understudy.model.fault.FaultException {@code backup.file-taken} when it is something else
     */
    private boolean ours(Path zip, StepContext context) {
        try {
            backups.text(zip, "manifest.json");
        } catch (FaultException other) {
            throw Fault.refused("backup.file-taken", zip).exception(other);
        }
        return BackupNote.in(zip, backups)
                .filter(note -> context.runId().equals(note.run()))
                .isPresent();
    }

    private BackupContent content(Environment environment, String run) {
        OdooSetting setting = control.setting(environment, environment.release());
        Map<String, String> modules = databases.of(control.database(environment)).modules().stream()
                .collect(Collectors.toMap(ModuleRow::name, ModuleRow::latestVersion));
        DumpManifest manifest = DumpManifest.of(
                environment.database(),
                Series.of(project.get().odoo().series()),
                new Preflight(control.database(environment).reader()).serverVersion(),
                modules);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                BackupNote.MEMBER,
                BackupNote.of(environment.name(), releases.find(environment.release()), odoo.build(), run)
                        .json());
        if (extent == Extent.ALL && host.exists(setting.configuration())) {
            texts.put("odoo.conf", withoutSecrets(host.read(setting.configuration())));
        }
        Map<String, Path> files = new LinkedHashMap<>();
        if (extent == Extent.ALL) {
            releases.find(environment.release())
                    .ifPresent(release -> Repositories.of(release)
                            .forEach(repository ->
                                    files.put("code-" + repository, home.code(release.id(), repository))));
            setting.places().external().stream().filter(Files::exists).forEach(path -> files.put(name(path), path));
        }
        return new BackupContent(
                control.cluster(environment),
                environment.database(),
                setting.dataDirectory().resolve("filestore").resolve(environment.database()),
                manifest.json(),
                texts,
                files);
    }

    /** A backup without them is better than none, and says so. */
    private Said missingPaths(Environment environment) {
        String missing = control.setting(environment, environment.release()).places().external().stream()
                .filter(path -> !Files.exists(path))
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? Said.NOTHING : Said.of("without-external", missing);
    }

    private static String name(Path external) {
        return "external" + external.toString().replace('/', '-');
    }

    private static String withoutSecrets(String conf) {
        return conf.replaceAll("(?m)^(\\w*passw\\w*) = .*$", "$1 = ***");
    }
}
