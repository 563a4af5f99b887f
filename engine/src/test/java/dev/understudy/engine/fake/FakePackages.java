package dev.understudy.engine.fake;

import dev.understudy.model.release.PythonPackage;
import dev.understudy.targets.python.Asking;
import dev.understudy.targets.python.PythonPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** An index that has one package. */
record FakePackages(Effects effects) implements PythonPackages {

    @Override
    public boolean possible() {
        return true;
    }

    @Override
    public void prepare(Path odoo, Path folder, Consumer<String> progress) {}

    @Override
    public void install(
            List<Asking> asking, List<PythonPackage> frozen, Ground ground, Path folder, Consumer<String> progress) {
        if (Files.exists(folder)) {
            return;
        }
        progress.accept("Collecting greeting");
        try {
            Files.createDirectories(folder.resolve("lib"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        effects.happened("packages installed");
    }

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
        return unused(named, before);
    }

    @Override
    public List<Path> path(Path folder) {
        return Files.exists(folder) ? List.of(folder.resolve("lib")) : List.of();
    }

    @Override
    public List<PythonPackage> installed(Path folder) {
        return Files.exists(folder)
                ? List.of(new PythonPackage(
                        "greeting",
                        "1.2",
                        PythonPackage.Origin.WHEEL,
                        "https://index.example/greeting.whl",
                        "sha256:c7b1",
                        "c7b1",
                        List.of()))
                : List.of();
    }
}
