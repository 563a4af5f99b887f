package dev.understudy.it;

import dev.understudy.cli.demo.Sweep;
import dev.understudy.model.config.PortRange;
import dev.understudy.model.home.Home;
import dev.understudy.server.Service;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A service in a JVM of its own, with a home and ports that nobody else has. Closed, it leaves nothing behind: no
 * process, mount, system user, fence or file.
 */
final class LiveService implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final int BLOCK = 60;
    private static final int FIRST = 20_000;
    private static final int LAST = 31_000;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private final Home home;
    private final PortRange ports;
    private final Api api;
    private final Host host = new LocalHost("local", CommandLog.NONE);
    private @Nullable Process process;

    private LiveService(Home home, PortRange ports) {
        this.home = home;
        this.ports = ports;
        this.api = new Api(home);
    }

    /** A new home, with nothing in it yet but the folder by which a sweep knows that it may remove it. */
    static LiveService inNewHome() {
        try {
            Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "understudy-it-");
            // System users pass through it.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectory(directory.resolve("demo"));
            PortRange block = freePorts();
            Map<String, String> variables = new HashMap<>(System.getenv());
            variables.put("UNDERSTUDY_HOME", directory.toString());
            variables.put("UNDERSTUDY_PORT", Integer.toString(block.first()));
            return new LiveService(Home.of(variables, true), new PortRange(block.first() + 1, block.last()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Home home() {
        return home;
    }

    /** What the project's environments may use. */
    PortRange ports() {
        return ports;
    }

    Api api() {
        return api;
    }

    Host host() {
        return host;
    }

    Path repositories() {
        return home.directory().resolve("demo").resolve("repositories");
    }

    Path project() {
        return home.directory().resolve("demo").resolve("understudy.yaml");
    }

    void project(String text) {
        try {
            Files.writeString(project(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts the service and waits until it is ready. */
    void start() {
        process = launch(home, project());
        Process started = process;
        Await.until(
                START,
                () -> {
                    if (!started.isAlive()) {
                        throw new AssertionError("the service ended with " + started.exitValue() + ": " + said());
                    }
                    return answers();
                },
                ready -> ready);
    }

    /** Starts the service of a home that has no project yet, and waits until it answers. */
    void startWithoutProject() {
        process = launch(home, List.of());
        Await.until(START, () -> Cli.run(home, "web").exitCode(), code -> code == 0);
    }

    /** A service in a JVM of its own; what it says goes to {@code service.out} in its home. */
    static Process launch(Home home, Path project) {
        return launch(home, List.of(project.toString()));
    }

    private static Process launch(Home home, List<String> words) {
        try {
            List<String> argv = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Service.class.getName()));
            argv.addAll(words);
            ProcessBuilder builder = new ProcessBuilder(argv);
            builder.environment()
                    .putAll(Map.of(
                            "UNDERSTUDY_HOME", home.directory().toString(),
                            "UNDERSTUDY_CACHE", home.cache().toString(),
                            "UNDERSTUDY_PORT", Integer.toString(home.port()),
                            "LC_ALL", "C.UTF-8"));
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.directory().resolve("service.out").toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** This home, on another's port. */
    Home homeOnPortOf(LiveService other) {
        return new Home(home.directory(), home.cache(), other.home.port());
    }

    /** What services on this home have said on their outputs. */
    String said() {
        return read(home.directory().resolve("service.out"));
    }

    /** SIGKILL. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running);
        }
    }

    /** SIGTERM. */
    void stop() {
        Process running = process;
        if (running != null) {
            running.destroy();
            await(running);
        }
    }

    /** An environment's database, as Odoo has it. */
    Database database(String environment) {
        var view = api.environment(environment);
        var where = view.database();
        if (where == null) {
            throw new AssertionError("no database: " + view);
        }
        Path pgdata =
                home.first().volumes().resolve(environment).resolve("live").resolve("pgdata");
        return clusters()
                .database(cluster(environment, pgdata, where.port()), where.name())
                .owner();
    }

    LocalClusters clusters() {
        return new LocalClusters(
                host,
                home.secrets(),
                new LocalClusters.Users(
                        SystemUsers.ofClusters(home.directory()), SystemUsers.ofClients(home.directory())),
                new PostgresBinaries(host),
                () -> UUID.randomUUID().toString());
    }

    /** A cluster of this home, by its data and port. */
    Cluster cluster(String name, Path pgdata, int port) {
        Path directory = home.first().run(name).resolve("look");
        return new Cluster(name, pgdata, directory, port, Purpose.COPY, directory.resolve("postgresql.log"));
    }

    /** Runs a script as a system user. */
    CommandResult bash(@Nullable String user, String script) {
        return host.run(Command.of("bash", "-c", script).as(user).within(Duration.ofMinutes(2)));
    }

    @Override
    public void close() {
        stop();
        api.close();
        Sweep.of(home).clean();
    }

    private boolean answers() {
        try {
            return Files.exists(home.token()) && api.get("/status").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static void await(Process ending) {
        try {
            if (!ending.waitFor(90, TimeUnit.SECONDS)) {
                ending.destroyForcibly().waitFor();
                throw new AssertionError("the service did not end");
            }
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    /** Free ones that no other service of these tests was given: what is given is not in use at once. */
    private static synchronized PortRange freePorts() {
        int blocks = (LAST - FIRST) / BLOCK;
        // In namespaces of their own the processes of two runs have the same numbers.
        int start = (int) (System.nanoTime() / 1000 % blocks);
        for (int i = 0; i < blocks; i++) {
            int first = FIRST + (start + i) % blocks * BLOCK;
            boolean free = !GIVEN.contains(first);
            for (int port = first; port < first + BLOCK && free; port++) {
                free = free(port);
            }
            if (free) {
                GIVEN.add(first);
                return new PortRange(first, first + BLOCK - 1);
            }
        }
        throw new AssertionError("no free ports");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
