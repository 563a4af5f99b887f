package dev.understudy.engine;

import dev.understudy.targets.host.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the tests' own, in a temporary folder on a free port. {@link #shared()} starts one for the whole test
 * process and removes it at its end; one that is to be stopped in a test is made with {@link #start()}.
 */
public final class TestPostgres implements AutoCloseable {

    public static final String USER = "understudy";
    public static final String PASSWORD = "";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable TestPostgres shared;

    private final Path folder;
    private final int port;
    private @Nullable Process server;

    private TestPostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** One for all tests of this process. */
    public static synchronized TestPostgres shared() {
        if (shared == null) {
            TestPostgres made = start();
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            shared = made;
        }
        return shared;
    }

    /** A new one; the caller closes it. */
    public static TestPostgres start() {
        try {
            Path folder = Files.createTempDirectory("understudy-postgres");
            TestPostgres postgres = new TestPostgres(folder, LoopbackPorts.free());
            if (root()) {
                run("chown", "nobody", folder.toString());
            }
            run(asNobody(
                    program("initdb"),
                    "--no-sync",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--username=" + USER,
                    "--pgdata=" + folder.resolve("data")));
            postgres.up();
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An empty database; the address for JDBC. */
    public String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " strategy file_copy");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return url(name);
    }

    /** Stops it as an administrator would, ending all sessions. */
    public void down() {
        Process running = server;
        if (running != null) {
            run("kill", "-INT", Long.toString(running.pid()));
            await(running);
            server = null;
        }
    }

    /** Starts it again on the same port. */
    public void up() {
        try {
            server = new ProcessBuilder(asNobody(
                            program("postgres"),
                            "-D",
                            folder.resolve("data").toString(),
                            "-p",
                            Integer.toString(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=" + folder,
                            "-F"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD)) {
                connection.setReadOnly(true);
                return;
            } catch (SQLException notYet) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("the tests' PostgreSQL does not answer; see " + folder, notYet);
                }
                pause();
            }
        }
    }

    @Override
    public void close() {
        Process running = server;
        if (running != null) {
            run("kill", "-QUIT", Long.toString(running.pid()));
            await(running);
            server = null;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static List<String> asNobody(String... argv) {
        List<String> words = new ArrayList<>();
        if (root()) {
            words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
        }
        words.addAll(List.of(argv));
        return words;
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The newest of Debian's; on the path elsewhere. */
    private static String program(String name) {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .map(Path::toString)
                    .orElse(name);
        } catch (IOException elsewhere) {
            return name;
        }
    }

    private static void run(String... argv) {
        run(List.of(argv));
    }

    private static void run(List<String> argv) {
        try {
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            await(process);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(argv + ": " + said);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end: " + process.info());
            }
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
        }
    }
}
