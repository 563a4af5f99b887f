package dev.understudy.it;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A folder in which everybody on the machine may leave a file: who gets out of his walls tells it there. */
final class HostileCanary implements AutoCloseable {

    private final Host host;
    private final Path folder;

    HostileCanary(Host host) {
        try {
            this.host = host;
            folder = Files.createTempDirectory(Path.of("/var/lib"), "understudy-canary-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What an attack of this name makes when it succeeds. */
    Path file(String attack) {
        return folder.resolve(attack);
    }

    /** The attacks that have succeeded. */
    List<String> sung() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        host.require(Command.of("rm", "-rf", "--", folder));
    }
}
