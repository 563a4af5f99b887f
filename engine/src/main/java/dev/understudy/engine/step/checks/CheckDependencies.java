package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.targets.python.PythonPackages.MissingParts;
import dev.understudy.targets.python.PythonPackages.Needed;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether Odoo would find the Python packages and the programs that changed modules ask for, before anything is copied. */
public final class CheckDependencies implements Step {

    private final Releases releases;
    private final ReleaseCode code;
    private final EnvironmentControl control;

    public CheckDependencies(Releases releases, ReleaseCode code, EnvironmentControl control) {
        this.releases = releases;
        this.code = code;
        this.control = control;
    }

    @Override
    public String name() {
        return "check-dependencies";
    }

    @Override
    public Outcome apply(StepContext context) {
        String release = context.request().release();
        ReleaseChanges changes = releases.changes(release);
        Set<String> changed = new TreeSet<>(changes.touched());
        changed.addAll(changes.added());
        ModuleCatalog catalog = control.catalog(release);
        List<Manifest> manifests = changed.stream()
                .flatMap(module -> catalog.manifest(module).stream())
                .toList();
        MissingParts missing =
                code.missing(release, new Needed(all(manifests, Manifest::python), all(manifests, Manifest::binaries)));
        if (!missing.packages().isEmpty()) {
            return Outcome.failed(Fault.refused(
                    "module.package-missing",
                    asking(manifests, Manifest::python, missing.packages()),
                    String.join(", ", missing.packages())));
        }
        if (!missing.programs().isEmpty()) {
            return Outcome.failed(Fault.refused(
                    "module.program-missing",
                    asking(manifests, Manifest::binaries, missing.programs()),
                    String.join(", ", missing.programs())));
        }
        return Outcome.done();
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("ask Odoo's Python for what the manifests of changed modules name in external_dependencies");
    }

    private static Set<String> all(List<Manifest> manifests, Function<Manifest, List<String>> kind) {
        return manifests.stream()
                .flatMap(manifest -> kind.apply(manifest).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String asking(
            List<Manifest> manifests, Function<Manifest, List<String>> kind, Collection<String> missing) {
        return manifests.stream()
                .filter(manifest -> kind.apply(manifest).stream().anyMatch(missing::contains))
                .map(Manifest::module)
                .collect(Collectors.joining(", "));
    }
}
