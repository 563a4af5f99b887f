package dev.understudy.it;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Docker engine of the test's own: with its own socket and its own data, and without a network of its making. */
final class DockerEngine implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(15);

    private final Host host;
    private final Path folder;
    private final Process engine;

    DockerEngine(Host host) {
        this.host = host;
        try {
            folder = Files.createTempDirectory(Path.of("/var/tmp"), "understudy-docker-");
            if (!Files.isExecutable(Path.of("/usr/sbin/dockerd"))) {
                host.require(Command.of("bash", "-c", ". ../bin/jdk && install_packages docker.io")
                        .within(LONG));
            }
            engine = new ProcessBuilder(
                            "dockerd",
                            "--host=unix://" + folder.resolve("docker.sock"),
                            "--data-root=" + folder.resolve("data"),
                            "--exec-root=" + folder.resolve("exec"),
                            "--pidfile=" + folder.resolve("pid"),
                            "--bridge=none",
                            "--iptables=false")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Await.until(Duration.ofMinutes(2), () -> engine.isAlive() && run("info").succeeded(), answers -> answers);
    }

    /** Makes an image of a folder that holds a whole system. */
    void image(Path root, String name) {
        host.require(Command.of(
                        "bash",
                        "-c",
                        "set -o pipefail; tar -C \"$0\" --exclude=./proc --one-file-system -c . |"
                                + " docker --host \"$1\" import - \"$2\"",
                        root,
                        "unix://" + folder.resolve("docker.sock"),
                        name)
                .within(LONG));
    }

    /** {@code docker} with these words; what it answers. */
    CommandResult run(String... words) {
        List<String> argv = new ArrayList<>(List.of("docker", "--host", "unix://" + folder.resolve("docker.sock")));
        argv.addAll(List.of(words));
        return host.run(Command.of(argv).within(LONG));
    }

    /** Containers, images and the engine are gone. */
    @Override
    public void close() {
        host.run(Command.of(
                        "bash",
                        "-c",
                        "docker --host \"$0\" ps -aq | xargs -r docker --host \"$0\" rm -f",
                        "unix://" + folder.resolve("docker.sock"))
                .within(LONG));
        engine.destroy();
        engine.onExit().join();
        // The network of the machine, which a container has used, stays bound there.
        host.run(Command.of("bash", "-c", "umount \"$0\"/exec/netns/*", folder));
        host.delete(folder);
    }
}
