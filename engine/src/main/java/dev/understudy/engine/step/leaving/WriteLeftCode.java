package dev.understudy.engine.step.leaving;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.release.Release;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.leaving.LeftFolder;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes the code: each repository, the Python packages, and the root that Odoo runs in, where it has one of its own. */
public final class WriteLeftCode implements Step {

    private static final Duration LONG = Duration.ofHours(2);

    private final Leaving leaving;
    private final Releases releases;
    private final ReleaseCode code;
    private final OdooRuntime odoo;

    public WriteLeftCode(Leaving leaving, Releases releases, ReleaseCode code, OdooRuntime odoo) {
        this.leaving = leaving;
        this.releases = releases;
        this.code = code;
        this.odoo = odoo;
    }

    @Override
    public String name() {
        return "write-code";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = leaving.environment(context);
        LeftFolder folder = leaving.folder(context);
        OdooSetting setting = leaving.setting(environment);
        Path repositories = folder.staging().resolve(LeftFolder.CODE);
        for (String part : List.of(LeftFolder.CODE, LeftFolder.PYTHON, LeftFolder.ROOT)) {
            leaving.host().delete(folder.staging().resolve(part));
        }
        leaving.host().require(Command.of("install", "-d", "-m", "0755", "--", repositories));
        leaving.host()
                .require(Command.of(
                        "install", "-d", "-m", "0755", "--", folder.staging().resolve(LeftFolder.PYTHON)));
        Optional<Release> release = releases.find(environment.release());
        release.ifPresent(one -> code.writeClones(one, environment.name(), repositories, context.verbatim())
                .forEach(files -> copy(files, repositories.resolve(files.getFileName()))));
        for (int one = 0; one < setting.code().packages().size(); one++) {
            copy(setting.code().packages().get(one), python(folder.staging(), one));
        }
        Optional<Path> root = odoo.grounds(setting).root();
        root.ifPresent(from -> {
            context.progress(Said.of("copying-ground"));
            copy(from, folder.staging().resolve(LeftFolder.ROOT));
        });
        Said repositoriesLeft =
                Said.of("left-code", release.map(one -> one.commits().size()).orElse(0));
        return Outcome.done(root.isPresent() ? Said.of("left-code-root", repositoriesLeft) : repositoriesLeft);
    }

    /** Where the folders of Python packages go, by their order. */
    static Path python(Path top, int number) {
        return top.resolve(LeftFolder.PYTHON).resolve(Integer.toString(number));
    }

    private void copy(Path from, Path to) {
        leaving.host()
                .require(Command.of("cp", "-a", "--reflink=auto", "-T", "--", from, to)
                        .within(LONG)
                        .whileItMoves());
    }

    @Override
    public List<String> plan(StepContext context) {
        OdooSetting setting = leaving.setting(leaving.environment(context));
        LeftFolder folder = leaving.folder(context);
        List<String> clones =
                List.of("clone each repository into " + folder.into().resolve(LeftFolder.CODE));
        return odoo.grounds(setting)
                .root()
                .map(root -> List.of(
                        clones.getFirst(),
                        "copy " + root + " to " + folder.into().resolve(LeftFolder.ROOT)))
                .orElse(clones);
    }
}
