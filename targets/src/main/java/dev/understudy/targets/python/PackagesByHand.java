package dev.understudy.targets.python;

import dev.understudy.model.release.PythonPackage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** For an Odoo that Understudy did not install: which Python it runs on is not known, so nothing is installed for it. */
public final class PackagesByHand implements PythonPackages {

    @Override
    public boolean possible() {
        return false;
    }

    @Override
    public void prepare(Path odoo, Path folder, Consumer<String> progress) {}

    @Override
    public void install(
            List<Asking> asking, List<PythonPackage> frozen, Ground ground, Path folder, Consumer<String> progress) {}

    @Override
    public MissingParts missing(Needed needed, Ground ground, Path folder) {
        return MissingParts.NONE;
    }

    @Override
    public List<Path> unused(Set<String> named, Instant before) {
        return List.of();
    }

    @Override
    public List<Path> forget(Set<String> named, Instant before) {
        return List.of();
    }

    @Override
    public List<Path> path(Path folder) {
        return List.of();
    }

    @Override
    public List<PythonPackage> installed(Path folder) {
        return List.of();
    }
}
