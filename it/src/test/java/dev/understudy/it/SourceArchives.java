package dev.understudy.it;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Source packages (sdists) of one Python module. */
final class SourceArchives {

    private final Host host;
    private final Path scratch;

    /** @param scratch a folder for what goes into them */
    SourceArchives(Host host, Path scratch) {
        this.host = host;
        this.scratch = scratch;
    }

    /** Writes one into a folder; {@code files} are its own besides its PKG-INFO. */
    void write(Path folder, String name, String version, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        tree(scratch.resolve(name + "-" + version), name, version, files);
        host.require(Command.of(
                "tar", "-czf", folder.resolve(name + "-" + version + ".tar.gz"), "-C", scratch, name + "-" + version));
    }

    /** Writes what would be in one. */
    static void tree(Path folder, String name, String version, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("PKG-INFO"), "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, version));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, file.getValue());
        }
    }

    /** The setup.py of a module of that name. */
    static String setup(String name, String version, String more) {
        return "from setuptools import setup\nsetup(name='%s', version='%s', py_modules=['%s']%s)\n"
                .formatted(name, version, name, more);
    }
}
