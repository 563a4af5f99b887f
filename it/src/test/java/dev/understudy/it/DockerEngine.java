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

/** A Docker engine of the test's own, with its own data. It has no network but those that the test makes. */
final class DockerEngine implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(15);
    private static final Path USUAL = Path.of("/run/docker.sock");

    private final Host host;
    private final Path folder;
    private final Process engine;

    DockerEngine(Host host) {
        this(host, List.of());
    }

    private DockerEngine(Host host, List<String> more) {
        this.host = host;
        try {
            folder = Files.createTempDirectory(Path.of("/var/tmp"), "understudy-docker-");
            if (!Files.isExecutable(Path.of("/usr/sbin/dockerd"))) {
                host.require(Command.of("bash", "-c", ". ../bin/jdk && install_packages docker.io")
                        .within(LONG));
            }
            List<String> argv = new ArrayList<>(List.of(
                    "dockerd",
                    "--host=" + address(),
                    "--data-root=" + folder.resolve("data"),
                    "--exec-root=" + folder.resolve("exec"),
                    "--pidfile=" + folder.resolve("pid"),
                    "--bridge=none",
                    "--iptables=false"));
            argv.addAll(more);
            engine = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Await.until(Duration.ofMinutes(2), () -> engine.isAlive() && run("info").succeeded(), answers -> answers);
    }

    /** One that is also found where Docker is looked for, as the only one of its machine. */
    static DockerEngine ofTheMachine(Host host) {
        if (Files.exists(USUAL)) {
            throw new AssertionError("another engine has " + USUAL);
        }
        return new DockerEngine(host, List.of("--host=unix://" + USUAL));
    }

    /** Makes an image of a folder that holds a whole system. */
    void image(Path root, String name) {
        host.require(Command.of(
                        "bash",
                        "-c",
                        "set -o pipefail; tar -C \"$0\" --exclude=./proc --one-file-system -c . |"
                                + " docker --host \"$1\" import - \"$2\"",
                        root,
                        address(),
                        name)
                .within(LONG));
    }

    /** Makes an image without anything, in which this machine's programs run once {@code /usr} and {@code /etc} are mounted. */
    void emptyImage(String name) throws IOException {
        Path root = Files.createDirectories(folder.resolve("empty"));
        for (String made : List.of("usr", "etc", "tmp", "var", "proc", "dev", "sys")) {
            Files.createDirectories(root.resolve(made));
        }
        for (String link : List.of("bin", "sbin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(link), Path.of("usr", link));
        }
        host.require(Command.of("chmod", "1777", root.resolve("tmp")));
        image(root, name);
    }

    private String address() {
        return "unix://" + folder.resolve("docker.sock");
    }

    /** {@code docker} with these words; what it answers. */
    CommandResult run(String... words) {
        List<String> argv = new ArrayList<>(List.of("docker", "--host", address()));
        argv.addAll(List.of(words));
        return host.run(Command.of(argv).within(LONG));
    }

    /** Containers, networks, images and the engine are gone. */
    @Override
    public void close() {
        host.run(Command.of(
                        "bash",
                        "-c",
                        "docker --host \"$0\" ps -aq | xargs -r docker --host \"$0\" rm -f;"
                                + " docker --host \"$0\" network prune -f",
                        address())
                .within(LONG));
        engine.destroy();
        engine.onExit().join();
        // The network of the machine, which a container has used, stays bound there.
        host.run(Command.of("bash", "-c", "umount \"$0\"/exec/netns/*", folder));
        host.delete(folder);
    }
}
