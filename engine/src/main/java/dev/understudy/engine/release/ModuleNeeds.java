package dev.understudy.engine.release;

import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.targets.python.PythonPackages.MissingParts;
import dev.understudy.targets.python.PythonPackages.Needed;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What modules need besides Odoo, by {@code external_dependencies} of their manifests. Odoo looks for it when it installs or
 * updates them, and gives up at the first that it does not find; this asks Odoo's own Python for all of it at once.
 */
public final class ModuleNeeds {

    private static final String PACKAGING = "packaging";

    private final ReleaseCode code;

    public ModuleNeeds(ReleaseCode code) {
        this.code = code;
    }

    /**
     * What of it is not there.
     *
     * @param release whose code they have
     * @param catalog the modules of that release
     * @param modules their names
     * @return {@code module.package-missing}, {@code module.packaging-missing}, {@code module.program-missing},
     *     {@code module.parts-missing}; empty when all of it is there, or when Odoo's Python is not known
     */
    public Optional<Fault> lacking(String release, ModuleCatalog catalog, Collection<String> modules) {
        List<Manifest> manifests = new TreeSet<>(modules)
                .stream().flatMap(module -> catalog.manifest(module).stream()).toList();
        return told(
                manifests,
                code.missing(
                        release, new Needed(all(manifests, Manifest::python), all(manifests, Manifest::binaries))));
    }

    static Optional<Fault> told(List<Manifest> manifests, MissingParts missing) {
        List<String> lacking = lacking(missing);
        List<String> hindered = Stream.concat(missing.packages().stream(), missing.unread().stream())
                .toList();
        String packages = String.join(", ", lacking);
        String programs = String.join(", ", missing.programs());
        String wantPackages = asking(manifests, Manifest::python, hindered);
        String wantPrograms = asking(manifests, Manifest::binaries, missing.programs());
        if (lacking.equals(List.of(PACKAGING))
                && programs.isEmpty()
                && !missing.unread().isEmpty()) {
            return Optional.of(
                    Fault.refused("module.packaging-missing", wantPackages, String.join(", ", missing.unread())));
        }
        if (!packages.isEmpty() && !programs.isEmpty()) {
            return Optional.of(Fault.refused("module.parts-missing", wantPackages, packages, wantPrograms, programs));
        }
        if (!packages.isEmpty()) {
            return Optional.of(Fault.refused("module.package-missing", wantPackages, packages));
        }
        return programs.isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.refused("module.program-missing", wantPrograms, programs));
    }

    /** In the order of names. Odoo's own need of a package to read versions with is one of a module that names one. */
    private static List<String> lacking(MissingParts missing) {
        Set<String> lacking = new TreeSet<>(missing.packages());
        if (!missing.unread().isEmpty()) {
            lacking.add(PACKAGING);
        }
        return List.copyOf(lacking);
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
