package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.StrayCopies;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Copies the configuration, the custom code and the external paths beside the restore point, while Odoo still serves. The
 * copy stays for as long as the restore point does: it is all there is of external paths as they were.
 */
public final class SaveConfiguration implements Step {

    /** External paths may be as large as a filestore, and on another file system. */
    private static final Duration LONG = Duration.ofHours(12);

    private final ProjectHome home;
    private final Host host;
    private final Environments environments;
    private final RestorePoints restorePoints;
    private final EnvironmentControl control;

    public SaveConfiguration(
            ProjectHome home,
            Host host,
            Environments environments,
            RestorePoints restorePoints,
            EnvironmentControl control) {
        this.home = home;
        this.host = host;
        this.environments = environments;
        this.restorePoints = restorePoints;
        this.control = control;
    }

    @Override
    public String name() {
        return "save-configuration";
    }

    @Override
    public Outcome apply(StepContext context) {
        Path folder = home.restorePoint(context.runId());
        remove(folder);
        host.require(Command.of("mkdir", "-p", "-m", "0700", folder));
        List<Path> missing = new ArrayList<>();
        copies(context).forEach((name, source) -> {
            if (!host.exists(source)) {
                missing.add(source);
            } else {
                Path target = folder.resolve(name);
                host.require(Command.of("mkdir", "-p", Objects.requireNonNull(target.getParent())));
                host.require(
                        Command.of("cp", "-a", "--reflink=auto", source, target).within(LONG));
            }
        });
        return Outcome.done(Said.all(
                Said.verbatim(folder),
                missing.isEmpty()
                        ? Said.NOTHING
                        : Said.of(
                                "not-there",
                                missing.stream().map(Path::toString).collect(Collectors.joining(", ")))));
    }

    /** After the snapshot's: whether there is a restore point is settled then. */
    @Override
    public void undo(StepContext context) {
        if (restorePoints.find(context.request().environment(), context.runId()).isEmpty()) {
            remove(home.restorePoint(context.runId()));
        }
    }

    private void remove(Path folder) {
        new StrayCopies(host).end(folder);
        host.delete(folder);
    }

    @Override
    public List<String> plan(StepContext context) {
        List<String> commands = new ArrayList<>();
        copies(context)
                .forEach((name, source) -> commands.add(Command.of(
                                "cp",
                                "-a",
                                "--reflink=auto",
                                source,
                                home.restorePoint("RUN").resolve(name))
                        .shown()));
        return commands;
    }

    private Map<String, Path> copies(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Map<String, Path> copies = new LinkedHashMap<>();
        OdooSetting setting = control.setting(environment, environment.release());
        copies.put("odoo.conf", setting.configuration());
        copies.put("code", home.code(environment.release()));
        setting.places().external().forEach(path -> copies.put("external" + path, path));
        return copies;
    }
}
